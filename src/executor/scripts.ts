/**
 * The fixed programs of the CI stages. They run as the target account and have no more rights than it: what they are
 * told to make or to remove is theirs to make or to remove. Texts, given to a shell with `-c`, so that there is
 * no file between the decision and what is executed.
 */

/**
 * sh: MODE MESSAGE DIRECTORY…
 * Makes the directories. One that exists must be a directory of the account's own and not writable by others; a link is never
 * followed: builds of somebody else must not come to lie where the job works.
 */
export const PREPARE = `set -u
mode=$1 message=$2
shift 2
fail() { printf 'mapexec: %s\\n' "$*" >&2; exit 1; }
case $mode in 0750) umask 027 ;; *) umask 077 ;; esac
for directory; do
  [ ! -h "$directory" ] || fail "$directory is a symbolic link; remove it"
  mkdir -p -- "$directory" || fail "cannot make $directory as $(id -un); is the home directory there, and is the quota used up?"
  [ -d "$directory" ] && [ -O "$directory" ] || fail "$directory belongs to somebody else"
  chmod "$mode" -- "$directory" || fail "cannot set the mode of $directory"
done
[ -z "$message" ] || printf '%s\\n' "$message"
printf 'mapexec: running as %s on %s\\n' "$(id -un)" "$(uname -n)"
`

/**
 * bash: KILL_TIMEOUT STACK COMMAND…
 * Runs COMMAND in a process group of its own with this program's standard input. A signal from the runner reaches the helper,
 * which hands it to this program alone; the shell of the script would answer it only when the command
 * that it waits for ends. So the whole group gets TERM, and KILL after KILL_TIMEOUT seconds; what is in other groups or
 * sessions the guardian kills when this program ends.
 */
export const RUN = `limit=$1
[ "$2" != hard ] || ulimit -S -s "$(ulimit -H -s)" 2>/dev/null
shift 2
stopped=
stop() {
  stopped=1
  trap '' TERM INT HUP
  kill -TERM -- "-$job" 2>/dev/null
  for ((i = 0; i < limit * 20; i++)); do
    kill -0 -- "-$job" 2>/dev/null || return
    sleep 0.05
  done
  kill -KILL -- "-$job" 2>/dev/null
}
trap stop TERM INT HUP
set -m
"$@" <&0 &
job=$!
set +m
wait "$job"
code=$?
# A signal ends the first wait; the second gives what the script itself ended with.
if [ -n "$stopped" ]; then wait "$job"; code=$?; fi
exit "$code"
`

/**
 * sh: JOB BUILD RETENTION BUILDS WIPE
 * Ends what still runs of job JOB, removes the directory BUILD (empty: keeps it), removes what nobody has used for
 * RETENTION days below BUILDS (0: nothing), and with WIPE = 1 everything else of the account's: the pool account will
 * be somebody else's. Idempotent. A process of the job is one that has its number in its environment.
 */
export const CLEANUP = `set -u
job=$1 build=$2 retention=$3 builds=$4 wipe=$5
status=0
erase() {
  rm -rf -- "$@" 2>/dev/null && return
  # Directories without write permission (Go's module cache) cannot be emptied before.
  chmod -R u+rwX -- "$@" 2>/dev/null
  rm -rf -- "$@" || status=1
}
for process in /proc/[0-9]*; do
  [ -O "$process" ] || continue
  if tr '\\0' '\\n' <"$process/environ" | grep -qx "MAPEXEC_CI_JOB=$job"; then kill -KILL "\${process#/proc/}"; fi
done 2>/dev/null
if [ -n "$build" ] && [ ! -h "$build" ] && [ -e "$build" ]; then erase "$build"; fi
if [ "$retention" -gt 0 ] && [ -d "$builds" ] && [ ! -h "$builds" ]; then
  find "$builds" -mindepth 1 -maxdepth 1 -type d -user "$(id -u)" -mtime "+$retention" -print | while IFS= read -r old; do
    erase "$old"
  done
fi
if [ "$wipe" = 1 ]; then
  find "$HOME" -mindepth 1 -maxdepth 1 -exec chmod -R u+rwX {} + 2>/dev/null
  find "$HOME" -mindepth 1 -maxdepth 1 -exec rm -rf -- {} + || status=1
  for place in /tmp /var/tmp /dev/shm; do
    [ -d "$place" ] || continue
    find "$place" -xdev -mindepth 1 -user "$(id -u)" -prune -exec rm -rf -- {} + 2>/dev/null
    [ -z "$(find "$place" -xdev -user "$(id -u)" -print 2>/dev/null | head -n 1)" ] || status=1
  done
fi
[ "$status" = 0 ] || echo 'mapexec: not everything could be removed' >&2
exit "$status"
`
