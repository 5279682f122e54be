// npm run coverage: which lines of the helper the end-to-end and hostile tests reach (gcov). Needs root.
//
// The helper is built a second time, with gcc's counters, in a copy of the checkout; its tests run in that copy's
// sandboxes. Counters are written at every _exit(2) and before every exec, by whoever the process is then: each user id
// has directories of its own, and all are added up at the end. What is killed by SIGKILL is not counted; where that
// happens while counters are written, they are spoilt, so there are several directories for each user.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
const copy = mkdtempSync(join(tmpdir(), 'mapexec-coverage-'))
const helper = join(copy, 'native-helper')
const SKIPPED = new Set(['node_modules', '.git', 'dist'])
const PLACE = '/coverage'
const SHARDS = 16

cpSync(root, copy, {
  recursive: true,
  filter: (path) => !SKIPPED.has(path.slice(root.length + 1)) && !path.includes('/native-helper/build'),
})
symlinkSync(realpathSync(join(root, 'node_modules')), join(copy, 'node_modules'))
// Older than what npm installed: nothing is to be installed again.
utimesSync(join(copy, 'package-lock.json'), 0, 0)

writeFileSync(
  join(helper, 'counters.c'),
  `#include <stdio.h>
#include <stdlib.h>
#include <sys/fsuid.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
void __gcov_dump(void);
void __gcov_reset(void);
_Noreturn void __real__exit(int code);
int __real_execve(const char *path, char *const argv[], char *const envp[]);
long __real_syscall(long number, long a, long b, long c, long d, long e);
static void dump(void)
{
	char place[64];
	struct rlimit size;
	/* A file that is cut off would spoil what others have counted. */
	if (getrlimit(RLIMIT_FSIZE, &size) == -1 || size.rlim_max < 1 << 20)
		return;
	const struct rlimit enough = {size.rlim_max, size.rlim_max};
	setrlimit(RLIMIT_FSIZE, &enough);
	snprintf(place, sizeof place, "${PLACE}/%d.%d", setfsuid((uid_t)-1), getpid() % ${SHARDS});
	setenv("GCOV_PREFIX", place, 1);
	__gcov_dump();
	setrlimit(RLIMIT_FSIZE, &size);
	__gcov_reset();
}
_Noreturn void __wrap__exit(int code) { dump(); __real__exit(code); }
int helper_main(int argc, char **argv);
int main(int argc, char **argv) { _exit(helper_main(argc, argv)); }
int __wrap_execve(const char *path, char *const argv[], char *const envp[]) { dump(); return __real_execve(path, argv, envp); }
long __wrap_syscall(long number, long a, long b, long c, long d, long e)
{
	if (number == SYS_execveat)
		dump();
	return __real_syscall(number, a, b, c, d, e);
}
`,
)
const sources = readdirSync(helper).filter((name) => name.endsWith('.c') && name !== 'counters.c')
writeFileSync(
  join(helper, 'Makefile'),
  `build/mapexec-helper: ${[...sources, 'counters.c'].join(' ')}
	mkdir -p build
	cd build && for file in ${sources.join(' ')}; do gcc -std=c11 -D_GNU_SOURCE -O0 -g --coverage -Dmain=helper_main -c ../$$file || exit 1; done
	gcc -std=c11 -D_GNU_SOURCE -O0 -c -o build/counters.o counters.c
	gcc -static --coverage -Wl,--wrap=_exit,--wrap=execve,--wrap=syscall -o $@ build/*.o
`,
)

// Each file in a sandbox of its own, as `npm test` does it: none is to stumble over what another one left.
const files = ['e2e', 'hostile'].flatMap((suite) =>
  readdirSync(join(root, 'test', suite))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => [`jest.${suite}.config.cjs`, `test/${suite}/${name}`]),
)
console.error(`coverage: running ${files.length} files of tests; tests of the binary itself fail with this build`)
const verbose = process.argv.includes('--verbose')

/** The counters that one file of tests leaves, in a directory `part/USER.SHARD`. */
function countersOf([config, file], part) {
  const inside = `mkdir -m 1777 ${PLACE}; npx jest --silent -c ${config} ${file} >&2; cd ${PLACE} && tar c . >&3`
  mkdirSync(part)
  const tar = openSync(`${part}.tar`, 'w')
  const child = spawn(join(copy, 'scripts/sandbox'), ['bash', '-c', inside], {
    cwd: copy,
    stdio: ['ignore', 'ignore', verbose ? 'inherit' : 'ignore', tar],
  })
  return new Promise((resolve, reject) =>
    child.on('close', (status) => {
      closeSync(tar)
      if (status !== 0) return reject(new Error(`${file} left no counters (status ${status})`))
      execFileSync('tar', ['x', '-C', part, '-f', `${part}.tar`])
      resolve()
    }),
  )
}

const parts = mkdtempSync(join(tmpdir(), 'mapexec-counters-'))
execFileSync(join(copy, 'scripts/sandbox'), ['true'], { cwd: copy, stdio: 'ignore' }) // builds
const waiting = files.map((file, at) => [file, join(parts, String(at))])
const work = async () => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await countersOf(...next)
}
await Promise.all(Array.from({ length: availableParallelism() }, work))

// Each directory holds the objects' whole path below it.
const build = join(helper, 'build')
const places = files.flatMap((_file, at) =>
  readdirSync(join(parts, String(at))).map((user) => join(parts, String(at), user)),
)
let merged
for (const [at, place] of places.entries()) {
  const from = join(place, build)
  const to = join(parts, `sum-${at}`)
  if (merged === undefined) cpSync(from, to, { recursive: true })
  else if (spawnSync('gcov-tool', ['merge', '-o', to, merged, from], { stdio: 'ignore' }).status !== 0) {
    console.error(`coverage: the counters in ${place} are spoilt and left out`)
    continue
  }
  if (merged !== undefined) rmSync(merged, { recursive: true })
  merged = to
}
if (merged === undefined) throw new Error('no counters')
cpSync(merged, build, { recursive: true })
const said = execFileSync('gcov', ['-n', ...sources.map((name) => name.replace(/\.c$/, '.gcda'))], {
  cwd: build,
  encoding: 'utf8',
})
let [lines, reached] = [0, 0]
for (const [, file, percent, count] of said.matchAll(/^File '\.\.\/(\w+\.c)'\nLines executed:([\d.]+)% of (\d+)$/gm)) {
  console.log(`${file.padEnd(20)} ${percent.padStart(6)} % of ${count}`)
  lines += Number(count)
  reached += (Number(percent) / 100) * Number(count)
}
console.log(`${'all'.padEnd(20)} ${((100 * reached) / lines).toFixed(2).padStart(6)} % of ${lines}`)
if (process.argv.includes('--keep')) console.log(`kept: ${build} (gcov FILE.gcda there shows the lines)`)
else for (const path of [copy, parts]) rmSync(path, { recursive: true, force: true })
