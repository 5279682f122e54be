// The decision program in parts: V8 takes in all of a code cache and Node all of a source before the first line runs. What
// every launch needs is one part; what only some need (certificates, tokens, CI stages, the parser of the configuration) is
// loaded where the program says `import()`, or asks for another entry by `require()`.
import { build } from 'esbuild'

const MAIN = 'main'

/** `require()` of another entry leads to that entry, not to a copy of it. */
const otherEntries = (entries) => ({
  name: 'other-entries',
  setup(plugin) {
    plugin.onResolve({ filter: /^\.\// }, ({ path, kind }) =>
      kind === 'require-call' && path.slice(2) in entries ? { path: `${path}.js`, external: true } : undefined,
    )
  },
})

/** The modules of one part, as files; what is not of this part stays a `require()`. */
const fromMemory = (texts) => ({
  name: 'from-memory',
  setup(plugin) {
    plugin.onResolve({ filter: /^\.\// }, ({ path, kind }) =>
      kind === 'import-statement' && texts.has(path) ? { path, namespace: 'memory' } : { path, external: true },
    )
    plugin.onLoad({ filter: /./, namespace: 'memory' }, ({ path }) => ({ contents: texts.get(path), loader: 'js' }))
  },
})

/** Every module that is needed as soon as `name` is. */
function closure(outputs, name, seen = new Set()) {
  if (seen.has(name)) return seen
  seen.add(name)
  for (const { path, kind, external } of outputs[name].imports)
    if (kind === 'import-statement' && !external) closure(outputs, path, seen)
  return seen
}

/** Module → its part: the main one, else one for all modules that are needed from the same places. */
function divide(outputs) {
  const roots = Object.keys(outputs).filter((name) => outputs[name].entryPoint !== undefined)
  const users = new Map()
  for (const root of roots)
    for (const name of closure(outputs, root)) users.set(name, [...(users.get(name) ?? []), root.split(/[-.]/)[0]])
  return new Map([...users].map(([name, list]) => [name, list.includes(MAIN) ? MAIN : list.sort().join('-')]))
}

/** Module → names that modules of other parts import from it, as esbuild writes it. */
function exportsUsed(texts, partOf, outputs) {
  const used = new Map(
    [...partOf.keys()].map((name) => [name, new Set(outputs[name].entryPoint ? outputs[name].exports : [])]),
  )
  for (const [name, part] of partOf)
    for (const [, list, from] of texts.get(`./${name}`).matchAll(/import\s*\{([^}]*)\}\s*from\s*"\.\/([^"]+)"/g))
      if (partOf.get(from) !== part)
        for (const one of list.split(',')) used.get(from).add(one.trim().split(/\s+as\s+/)[0])
  return used
}

/**
 * One part: its modules in one scope. `publish()` takes what others import, by module: an object literal costs V8 nothing,
 * where the getters that esbuild makes of a namespace take a millisecond in all. The module that starts everything runs last.
 */
function entryOf(modules, used) {
  const needed = modules.filter((name) => used.get(name).size > 0)
  const imports = needed.map((name, index) => `import * as m${index} from "./${name}"\n`)
  const published = needed.map((name, index) => {
    const list = [...used.get(name)].map((one) => `${JSON.stringify(one)}: m${index}[${JSON.stringify(one)}]`)
    return `${JSON.stringify(`./${name}`)}: { __esModule: true, ${list.join(', ')} }`
  })
  const rest = modules.filter((name) => used.get(name).size === 0).map((name) => `import "./${name}"\n`)
  return { first: `${imports.join('')}publish({ ${published.join(', ')} })\n`, rest: rest.join('') }
}

/**
 * `entries`: name → source file, `main` among them. Returns the parts, each a script that calls `publish()`, and which module
 * is in which part.
 */
export async function bundleParts(entries, options) {
  const whole = await build({
    ...options,
    entryPoints: entries,
    outdir: '.',
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    plugins: [...options.plugins, otherEntries(entries)],
  })
  const { outputs, inputs } = whole.metafile
  const partOf = divide(outputs)
  const texts = new Map(whole.outputFiles.map(({ path, text }) => [`./${path.split('/').pop()}`, text]))
  const used = exportsUsed(texts, partOf, outputs)
  const parts = await Promise.all(
    [...new Set(partOf.values())].map(async (part) => {
      const modules = [...partOf].filter(([, other]) => other === part).map(([name]) => name)
      const { first, rest } = entryOf(modules, used)
      const own = new Map([...modules.map((name) => [`./${name}`, texts.get(`./${name}`)]), ['./publish', first]])
      const stdin = { contents: `import "./publish"\n${rest}`, resolveDir: '/' }
      const one = await build({ ...options, stdin, format: 'cjs', plugins: [fromMemory(own)] })
      return [part, one.outputFiles[0].text]
    }),
  )
  return {
    parts: new Map(parts),
    partOf: Object.fromEntries([...partOf].map(([name, part]) => [`./${name}`, part])),
    inputs: Object.keys(inputs),
  }
}
