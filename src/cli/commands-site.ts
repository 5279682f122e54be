/** Commands about the machine and the site: the part of the command table for installation, monitoring and audits. */
import type { Command } from './commands'

export const SITE_COMMANDS: readonly Command[] = [
  {
    name: 'doctor',
    who: 'administrator',
    summary: 'check whether a launch would work on this machine',
    description:
      'The helper and its capabilities, mounts, owners and modes, helper.conf against mapexec.toml, accounts, pools, ' +
      'records, logs, CAs and revocation lists, token issuers, the clock, the kernel, systemd units of callers. One line ' +
      'each, with the command that mends it. Complete only for root.',
    options: [
      {
        name: 'as',
        value: 'ACCOUNT',
        description: 'also decide a launch by this caller, without running anything (root)',
      },
      { name: 'json', description: 'print JSON (docs/schemas) instead of lines' },
    ],
    examples: [
      ['mapexec doctor', 'all checks'],
      ['mapexec doctor --as pilot', 'and whether pilot would be heard'],
    ],
    exit: '0 when a launch would work (warnings may be there), 1 when not.',
  },
  {
    name: 'metrics',
    who: 'administrator',
    summary: 'write metrics for Prometheus',
    description:
      'OpenMetrics text: launches by result and reason, time of each step, pools, running and lost launches. With --output ' +
      "the file is replaced at once, for the node exporter's textfile collector; counters go on over rotations of the log " +
      'because what was counted is kept in the state file.',
    options: [
      { name: 'output', value: 'FILE', description: 'write there instead of standard output' },
      {
        name: 'state',
        value: 'FILE',
        description: 'what was counted before (default: none, the whole log is counted)',
      },
    ],
    examples: [
      ['mapexec metrics', 'what there is to see'],
      [
        'mapexec metrics --state /var/lib/mapexec/metrics.json --output /var/lib/prometheus/node-exporter/mapexec.prom',
        'what the shipped timer runs every minute',
      ],
    ],
  },
  {
    name: 'report',
    who: 'administrator',
    summary: 'write a report of a period as one HTML page',
    description:
      'Usage by identity, VO and account over time, refusals by reason, the longest and largest launches, the fill of pools. ' +
      'One file that needs no network, for screen (light and dark) and print.',
    options: [
      { name: 'from', value: 'TIME', default: '30d', description: 'beginning' },
      { name: 'to', value: 'TIME', default: 'now', description: 'end' },
      { name: 'output', value: 'FILE', description: 'write there instead of standard output' },
      { name: 'file', value: 'FILE', description: 'another audit log than that of the configuration' },
    ],
    examples: [['mapexec report --from 2026-11-01 --to 2026-12-01 --output november.html', 'one month']],
  },
  {
    name: 'completion',
    who: 'administrator',
    summary: 'print a completion script for a shell',
    arguments: [{ name: 'shell', description: 'bash, zsh or fish' }],
    examples: [
      ['mapexec completion bash > /etc/bash_completion.d/mapexec', 'for everybody who uses bash'],
      ['mapexec completion zsh > /usr/local/share/zsh/site-functions/_mapexec', 'for zsh'],
      ['mapexec completion fish > /etc/fish/completions/mapexec.fish', 'for fish'],
    ],
  },
]
