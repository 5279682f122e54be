/**
 * Names that never come from the caller, whatever a site's allow list says: a glob such as `*` must not re-admit them.
 * Sources: sudo's plugins/sudoers/env.c, glibc's unsecvars.h, and the interpreters' own manuals.
 */

const LOADER_AND_LIBC = [
  'LD_*',
  '_RLD*',
  'DYLD_*',
  'GLIBC_TUNABLES',
  'GCONV_PATH',
  'GETCONF_DIR',
  'HOSTALIASES',
  'LOCALDOMAIN',
  'LOCPATH',
  'MALLOC_*',
  'NIS_PATH',
  'NLSPATH',
  'PATH_LOCALE',
  'RES_OPTIONS',
  'RESOLV_*',
  'TZDIR',
  'SHLIB_PATH',
  'LIBPATH',
  'LDR_*',
  'AUTHSTATE',
  'KRB5_CONFIG*',
  'KRB5_KTNAME',
  'VAR_ACE',
  'USR_ACE',
  'DLC_ACE',
]

const SHELLS = [
  'IFS',
  'CDPATH',
  'ENV',
  'BASH_ENV',
  'BASH_FUNC_*',
  'BASHOPTS',
  'SHELLOPTS',
  'PS4',
  'PROMPT_COMMAND',
  'GLOBIGNORE',
  'FPATH',
  'NULLCMD',
  'READNULLCMD',
  'ZDOTDIR',
  'TMPPREFIX',
  'HISTFILE',
  'INPUTRC',
]

const INTERPRETERS = [
  'PERL*',
  'PYTHON*',
  'RUBYLIB',
  'RUBYOPT',
  'GEM_HOME',
  'GEM_PATH',
  'NODE_*',
  'JAVA_TOOL_OPTIONS',
  '_JAVA_OPTIONS',
  'JDK_JAVA_OPTIONS',
  'CLASSPATH',
  'LUA_INIT*',
  'LUA_PATH*',
  'LUA_CPATH*',
  'R_PROFILE*',
  'R_ENVIRON*',
  'PHPRC',
  'PHP_INI_SCAN_DIR',
  'TCLLIBPATH',
  'TCL_LIBRARY',
  'AWKPATH',
  'AWKLIBPATH',
  'GDBHISTFILE',
  'MAKEFLAGS',
  'MAKEFILES',
  'OPENSSL_CONF',
  'OPENSSL_MODULES',
  'OPENSSL_ENGINES',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
]

const TOOLS = [
  'GIT_*',
  'SSH_ASKPASS',
  'LESSOPEN',
  'LESSCLOSE',
  'PAGER',
  'MANPAGER',
  'EDITOR',
  'VISUAL',
  'BROWSER',
  'TERMINFO',
  'TERMINFO_DIRS',
  'TERMPATH',
  'TERMCAP',
  'XDG_CONFIG_HOME',
  'XDG_DATA_DIRS',
  'XDG_RUNTIME_DIR',
  'DBUS_SESSION_BUS_ADDRESS',
  'OMPI_MCA_*',
  'PMIX_*',
  'UCX_*',
]

export const DENY_LIST: readonly string[] = [...LOADER_AND_LIBC, ...SHELLS, ...INTERPRETERS, ...TOOLS]

/** The glob that a name falls under. */
export type Match = (name: string) => string | undefined

const compiled = new WeakMap<readonly string[], Match>()

/** `*` and `?` only; anchored; case-sensitive. Each list is compiled once: a service asks with the same ones for ever. */
export function compileGlobs(...lists: readonly (readonly string[])[]): Match {
  const matches = lists.map((globs) => {
    const match = compiled.get(globs) ?? compileList(globs)
    compiled.set(globs, match)
    return match
  })
  return (name) => {
    for (const match of matches) {
      const glob = match(name)
      if (glob !== undefined) return glob
    }
    return undefined
  }
}

function compileList(globs: readonly string[]): Match {
  const exact = new Set(globs.filter((glob) => !/[*?]/.test(glob)))
  const patterns = globs.filter((glob) => !exact.has(glob)).map((glob) => ({ glob, regexp: globToRegExp(glob) }))
  return (name) => (exact.has(name) ? name : patterns.find(({ regexp }) => regexp.test(name))?.glob)
}

const globToRegExp = (glob: string): RegExp =>
  new RegExp(
    `^${glob
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*+/g, '.*')
      .replace(/\?/g, '.')}$`,
    's',
  )
