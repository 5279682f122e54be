#!/usr/bin/env node
// GitHub Actions, self-hosted runner: every script step under the account that the job's token maps to.
//
// In the runner's environment:  ACTIONS_RUNNER_CONTAINER_HOOKS=/usr/local/libexec/github-container-hook.js (this file, owned by root)
// In the workflow:              container: { image: "host" }, permissions: { id-token: write }
// In mapexec.toml:              the tables in examples/ci/github.toml
//
// The runner calls this program with one JSON document on standard input: command, responseFile, args, state
// (actions/runner, docs/adrs/1891-container-hooks.md). "run_script_step" becomes a launch; jobs have no containers here.
'use strict'
const { spawn } = require('node:child_process')
const { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } = require('node:fs')
const https = require('node:https')
const { tmpdir } = require('node:os')
const { basename, delimiter, join } = require('node:path')

const AUDIENCE = process.env.MAPEXEC_GITHUB_AUDIENCE || 'https://runner.example.org'
const DEFAULT_PATH = '/usr/local/bin:/usr/bin:/bin'

const fail = (message) => {
  process.stderr.write(`mapexec: ${message}\n`)
  process.exitCode = 1
}

/** The token of this very job, from GitHub. The request token is the job's own and dies with it. */
function requestToken({ ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer }) {
  if (!url || !bearer)
    return Promise.reject(new Error('the job has no ID token; it needs permissions: id-token: write'))
  const address = new URL(url)
  address.searchParams.set('audience', AUDIENCE)
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${bearer}`, accept: 'application/json' }
    https
      .get(address, { headers, signal: AbortSignal.timeout(10_000) }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (chunk) => (text += chunk))
        answer.on('end', () => {
          try {
            const { value } = JSON.parse(text)
            if (answer.statusCode !== 200 || typeof value !== 'string') throw new Error(`status ${answer.statusCode}`)
            resolve(value)
          } catch (error) {
            reject(new Error(`GitHub gave no ID token: ${error.message}`))
          }
        })
      })
      .on('error', reject)
  })
}

/**
 * The step's script lies in the runner's own directory, where the account of the job cannot read: a shell gets it on
 * standard input instead. Values of variables never become arguments, which everybody on the machine can read.
 */
function commandOf({ entryPoint, entryPointArgs = [] }) {
  const script = entryPointArgs.at(-1)
  const isShell = ['bash', 'sh'].includes(basename(entryPoint || ''))
  if (!isShell || !script || !existsSync(script)) return { words: [entryPoint, ...entryPointArgs], script: undefined }
  return { words: [entryPoint, ...entryPointArgs.slice(0, -1), '-s'], script }
}

async function runScriptStep(args) {
  const step = args.environmentVariables || {}
  const token = await requestToken({ ...process.env, ...step })
  const { words, script } = commandOf(args)
  const directory = mkdtempSync(join(tmpdir(), 'mapexec-step-'))
  const stdin = script === undefined ? 'ignore' : openSync(script, 'r')
  try {
    const file = join(directory, 'token')
    writeFileSync(file, token, { mode: 0o600 })
    const options = ['--token', file, '--session', 'new']
    if (args.workingDirectory) options.push('--cwd', args.workingDirectory)
    const path = [...(args.prependPath || []), DEFAULT_PATH].join(delimiter)
    const child = spawn('mapexec', ['run', ...options, '--', ...words], {
      stdio: [stdin, 'inherit', 'inherit'],
      env: { ...step, PATH: path },
    })
    // The runner cancels with SIGINT, and kills a little later.
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill('SIGTERM'))
    process.exitCode = await new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code) => resolve(code ?? 1))
    })
  } finally {
    if (typeof stdin === 'number') closeSync(stdin)
    rmSync(directory, { recursive: true, force: true })
  }
}

async function main() {
  const { command, responseFile, args } = JSON.parse(readFileSync(0, 'utf8'))
  switch (command) {
    case 'prepare_job':
      // "alpine" and the context are what the runner asks for; there is no container whose they could be.
      writeFileSync(responseFile, JSON.stringify({ state: {}, isAlpine: false, context: {} }))
      return
    case 'run_script_step':
      return runScriptStep(args)
    case 'cleanup_job':
      return
    default:
      fail(`steps of the kind ${command} are not run on this machine`)
  }
}

main().catch((error) => fail(error.message))
