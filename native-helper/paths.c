/* The one path that is compiled in. Tests link another file in its place. */
#include "start.h"

const char *const helper_conf_path = "/etc/mapexec/helper.conf";
