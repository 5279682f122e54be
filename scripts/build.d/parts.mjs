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

/** The modules that esbuild has made, as files; what is not of this part stays a `require()`. */
const fromMemory = (texts, part) => ({
  name: 'from-memory',
  setup(plugin) {
    plugin.onResolve({ filter: /^\.\// }, ({ path, kind }) =>
      kind === 'import-statement' && part.includes(path) ? { path, namespace: 'memory' } : { path, external: true },
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

/**
 * `entries`: name → source file, `main` among them. Returns the parts, each the text of a CommonJS module that exports the
 * namespaces of its modules by their names, and which module is in which part.
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
  const parts = await Promise.all(
    [...new Set(partOf.values())].map(async (part) => {
      const modules = [...partOf].filter(([, other]) => other === part).map(([name]) => `./${name}`)
      const contents = modules
        .map((name) => `export * as ${JSON.stringify(name)} from ${JSON.stringify(name)}\n`)
        .join('')
      const plugins = [fromMemory(texts, modules)]
      const one = await build({ ...options, stdin: { contents, resolveDir: '/' }, format: 'cjs', plugins })
      return [part, one.outputFiles[0].text]
    }),
  )
  return {
    parts: new Map(parts),
    partOf: Object.fromEntries([...partOf].map(([name, part]) => [`./${name}`, part])),
    inputs: Object.keys(inputs),
  }
}
