// Made by scripts/generate.mjs from src/config/schema.ts.
"use strict";

// validator.js
exports.validateConfiguration = validate10;
var schema11 = { "$schema": "http://json-schema.org/draft-07/schema#", "$id": "mapexec.toml", "title": "mapexec.toml", "type": "object", "additionalProperties": false, "properties": { "service": { "type": "object", "additionalProperties": false, "properties": { "account": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$", "default": "mapexec" }, "warm": { "type": "string", "enum": ["off", "prefer", "require"], "default": "off" }, "socket": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$", "default": "/run/mapexec/decider.sock" }, "decision_timeout": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$", "default": "10s" }, "guardian_uid_offset": { "type": "integer", "minimum": 1, "maximum": 4294967294, "default": 1e5 }, "target_uids": { "type": "array", "items": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,9})(?:-(?:0|[1-9][0-9]{0,9}))?$" }, "minItems": 1, "uniqueItems": true }, "target_gids": { "type": "array", "items": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,9})(?:-(?:0|[1-9][0-9]{0,9}))?$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "target_groups": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "allow_system": { "type": "boolean", "default": false }, "log_only": { "type": "boolean", "default": false }, "node": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$", "default": "/usr/bin/node" }, "node_options": { "type": "array", "items": { "type": "string", "pattern": "^--[a-z0-9][a-z0-9_-]*(?:=[!-~]+)?$" }, "minItems": 0, "uniqueItems": true, "default": [] } }, "required": ["target_uids"] }, "caller": { "type": "array", "items": { "type": "object", "additionalProperties": false, "properties": { "name": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, "users": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "groups": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "credentials": { "type": "array", "items": { "type": "string", "enum": ["x509", "oidc", "munge", "unix"] }, "minItems": 1, "uniqueItems": true }, "maps": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, "minItems": 1, "uniqueItems": true }, "pools": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, "minItems": 0, "uniqueItems": true }, "accounts": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "minItems": 0, "uniqueItems": true }, "environment": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_*?][A-Za-z0-9_*?]{0,127}$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "commands": { "type": "array", "items": { "type": "string", "pattern": "^/[^\\u0000-\\u001f\\u007f]+$" }, "minItems": 1, "uniqueItems": true }, "keyless": { "type": "boolean", "default": false } }, "required": ["name", "credentials"] }, "default": [] }, "authenticate": { "type": "object", "additionalProperties": false, "properties": { "x509": { "type": "object", "additionalProperties": false, "properties": { "ca_directory": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$", "default": "/etc/grid-security/certificates" }, "voms_directory": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$", "default": "/etc/grid-security/vomsdir" }, "crl": { "type": "string", "enum": ["required", "if-present", "ignore"], "default": "required" }, "signing_policy": { "type": "string", "enum": ["required", "if-present", "ignore"], "default": "required" }, "proxies": { "type": "array", "items": { "type": "string", "enum": ["rfc", "draft", "legacy"] }, "minItems": 1, "uniqueItems": true, "default": ["rfc"] }, "allow_plain_certificate": { "type": "boolean", "default": false }, "limited": { "type": "string", "enum": ["allow", "refuse", "require"], "default": "allow" }, "allow_independent": { "type": "boolean", "default": false }, "allow_unknown_policy": { "type": "boolean", "default": false }, "max_lifetime": { "type": "object", "additionalProperties": false, "patternProperties": { "^(?:leaf|0|[1-9][0-9]?)$": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } }, "default": {} }, "max_delegations": { "type": "integer", "minimum": 0, "maximum": 50, "default": 10 }, "max_file_size": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,8})(?:B|KiB|MiB)$", "default": "1MiB" }, "min_rsa_bits": { "type": "integer", "minimum": 1024, "maximum": 16384, "default": 2048 }, "min_proxy_rsa_bits": { "type": "integer", "minimum": 512, "maximum": 16384, "default": 2048 }, "allow_sha1": { "type": "boolean", "default": false }, "clock_skew": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "1m" }, "voms": { "type": "string", "enum": ["require", "use", "ignore"], "default": "use" }, "bad_attribute_certificate": { "type": "string", "enum": ["refuse", "ignore"], "default": "refuse" }, "max_voms_lifetime": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" }, "host_names": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$" }, "minItems": 0, "uniqueItems": true, "default": [] } }, "required": [] }, "munge": { "type": "object", "additionalProperties": false, "properties": { "socket": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" }, "max_age": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "5m" }, "program": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$", "default": "/usr/bin/unmunge" }, "hosts": { "type": "array", "items": { "type": "string", "pattern": "^[0-9A-Fa-f.:]{2,45}$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "any_node": { "type": "boolean", "default": false }, "ledger": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$", "default": "/var/lib/mapexec/cache/munge" } }, "required": [] }, "oidc": { "type": "array", "items": { "type": "object", "additionalProperties": false, "properties": { "name": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, "issuer": { "type": "string", "pattern": "^https://[^\\s/?#@]+(?:/[^\\s?#]*)?$" }, "audience": { "type": "array", "items": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]+$" }, "minItems": 1, "uniqueItems": true }, "algorithms": { "type": "array", "items": { "type": "string", "enum": ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"] }, "minItems": 1, "uniqueItems": true, "default": ["RS256", "ES256"] }, "jwks_file": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "jwks_url": { "type": "string", "pattern": "^https://[^\\s/?#@]+(?:/[^\\s?#]*)?$" }, "ca_file": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "subject_claim": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" }, "user_claim": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" }, "groups_claim": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" }, "leeway": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "30s" }, "types": { "type": "array", "items": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]+$" }, "minItems": 0, "uniqueItems": true, "default": ["JWT", "at+jwt"] }, "max_lifetime": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" }, "require": { "type": "object", "additionalProperties": false, "patternProperties": { "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$": { "type": "array", "items": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]+$" }, "minItems": 1, "uniqueItems": true } }, "default": {} }, "claims": { "type": "object", "additionalProperties": false, "properties": { "user_id": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" }, "project": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" }, "minItems": 1, "uniqueItems": true, "default": ["job_project_path", "project_path"] }, "project_id": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" }, "minItems": 1, "uniqueItems": true, "default": ["job_project_id", "project_id"] }, "source": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$", "default": "pipeline_source" }, "protected_ref": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$", "default": "ref_protected" }, "job": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$", "default": "job_id" }, "pipeline": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$", "default": "pipeline_id" }, "runner": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$", "default": "runner_id" } }, "required": [], "default": {} }, "ci_only": { "type": "boolean", "default": false }, "keys_directory": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$", "default": "/var/lib/mapexec/cache/jwks" }, "keys_max_age": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "1d" }, "keys_max_stale": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "1d" }, "fetch_timeout": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$", "default": "5s" } }, "required": ["name", "issuer", "audience"] }, "default": [] }, "unix": { "type": "boolean", "default": false } }, "required": [], "default": {} }, "authorize": { "type": "object", "additionalProperties": false, "properties": { "ban_dn": { "type": "array", "items": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "ban_fqan": { "type": "array", "items": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "ban_subject": { "type": "array", "items": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "allow_dn": { "type": "array", "items": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "allow_fqan": { "type": "array", "items": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "minItems": 0, "uniqueItems": true, "default": [] } }, "required": [], "default": {} }, "map": { "type": "array", "items": { "type": "object", "additionalProperties": false, "properties": { "name": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, "credentials": { "type": "array", "items": { "type": "string", "enum": ["x509", "oidc", "munge", "unix"] }, "minItems": 0, "uniqueItems": true, "default": [] }, "from": { "type": "string", "enum": ["grid-mapfile", "voms-mapfile", "account", "template", "pool"] }, "file": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "wildcards": { "type": "boolean" }, "subject": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]+$" }, "account": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "template": { "type": "string", "pattern": "^(?:[A-Za-z0-9_.@-]|\\{[A-Za-z_][A-Za-z0-9_.:/-]*\\})+$" }, "pool": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, "groups": { "type": "string", "enum": ["account", "fqan", "fqan+account"], "default": "account" }, "groupmapfile": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "map_all": { "type": "boolean" }, "map_minimum": { "type": "integer", "minimum": 0, "maximum": 1024 }, "to_secondary": { "type": "boolean" }, "lease_suffix": { "type": "string", "enum": ["none", "groups", "primary-group"] }, "reap": { "type": "string", "enum": ["account", "tree"] } }, "required": ["name", "from"] }, "default": [] }, "pool": { "type": "array", "items": { "type": "object", "additionalProperties": false, "properties": { "name": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, "prefix": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.-]{0,63}$" }, "directory": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "sharing": { "type": "string", "enum": ["identity", "launch"], "default": "identity" }, "max_per_identity": { "type": "integer", "minimum": 1, "maximum": 9999 }, "strict_prefix": { "type": "boolean", "default": true }, "override_inconsistency": { "type": "boolean", "default": false }, "clean": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } }, "required": ["name", "prefix", "directory"] }, "default": [] }, "environment": { "type": "object", "additionalProperties": false, "properties": { "allow": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_*?][A-Za-z0-9_*?]{0,127}$" }, "minItems": 0, "uniqueItems": true, "default": ["LANG", "LANGUAGE", "LC_*", "TERM", "COLORTERM", "TZ"] }, "deny": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_*?][A-Za-z0-9_*?]{0,127}$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "set": { "type": "object", "additionalProperties": false, "patternProperties": { "^[A-Za-z_][A-Za-z0-9_]{0,127}$": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]*$" } }, "default": {} }, "path": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+(?::(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+)*$", "default": "/usr/local/bin:/usr/bin:/bin" }, "on_malformed": { "type": "string", "enum": ["drop", "refuse"], "default": "drop" }, "explicit": { "type": "string", "enum": ["any", "listed"], "default": "any" }, "max_size": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,8})(?:B|KiB|MiB)$", "default": "128KiB" } }, "required": [], "default": {} }, "launch": { "type": "object", "additionalProperties": false, "properties": { "cwd": { "type": "string", "pattern": "^(?:keep|home|temp|/|(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+)$", "default": "keep" }, "temp_directory": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$", "default": "/tmp" }, "umask": { "type": "string", "pattern": "^(?:keep|0[0-7]{3})$", "default": "0022" }, "limits": { "type": "object", "additionalProperties": false, "patternProperties": { "^(?:as|core|cpu|data|fsize|locks|memlock|msgqueue|nice|nofile|nproc|rss|rtprio|rttime|sigpending|stack)$": { "type": ["integer", "string"], "pattern": "^(?:unlimited|(?:0|[1-9][0-9]{0,17})(?:KiB|MiB|GiB)?)(?::(?:unlimited|(?:0|[1-9][0-9]{0,17})(?:KiB|MiB|GiB)?))?$", "minimum": 0, "maximum": 9007199254740991 } }, "default": {} }, "session": { "type": "string", "enum": ["auto", "new", "keep"], "default": "auto" }, "no_new_privs": { "type": "boolean", "default": false }, "grace": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$", "default": "0s" }, "target_proxy": { "type": "string", "enum": ["copy", "none"], "default": "copy" }, "exec_label": { "type": "string", "pattern": "^(?:selinux|apparmor):[^\\s]+$" } }, "required": [], "default": {} }, "ci": { "type": "object", "additionalProperties": false, "properties": { "token_variables": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]{0,127}$" }, "minItems": 1, "uniqueItems": true, "default": ["MAPEXEC_ID_TOKEN"] }, "runners": { "type": "array", "items": { "type": "string", "pattern": "^[0-9]{1,18}$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "expired_cleanup": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "15m" }, "data_dir": { "type": "string", "pattern": "^(?:\\{home\\}|/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)*$", "default": "{home}/.mapexec-ci" }, "builds": { "type": "string", "enum": ["project", "job"], "default": "project" }, "retention": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "7d" }, "group_readable": { "type": "boolean", "default": false }, "shell": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$", "default": "/bin/bash" }, "message": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]*$" }, "path": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+(?::(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+)*$" }, "stack": { "type": "string", "enum": ["hard", "keep"], "default": "hard" }, "kill_timeout": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "2m" }, "max_variable": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,8})(?:B|KiB|MiB)$", "default": "120KiB" }, "lease": { "type": "string", "enum": ["job", "identity"], "default": "job" }, "user_allowlist": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "user_blocklist": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "group_blocklist": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "group_allowlist": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "shell_allowlist": { "type": "array", "items": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "minimum_uid": { "type": "integer", "minimum": 1, "maximum": 4294967294, "default": 1e3 }, "allow_bots": { "type": "boolean", "default": false }, "pipeline_sources": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "protected_refs": { "type": "boolean", "default": false }, "project_allowlist": { "type": "array", "items": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]+$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "project_blocklist": { "type": "array", "items": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]+$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "fork_pipelines": { "type": "boolean", "default": false }, "nologin": { "type": "boolean", "default": true }, "stages": { "type": "array", "items": { "type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "lists_before_runas": { "type": "boolean", "default": false }, "runas": { "type": "object", "additionalProperties": false, "properties": { "script": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" }, "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" }, "user_variable": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]{0,127}$" }, "environment": { "type": "object", "additionalProperties": false, "patternProperties": { "^[A-Za-z_][A-Za-z0-9_]{0,127}$": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]*$" } }, "default": {} }, "timeout": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$", "default": "5s" } }, "required": ["script"] } }, "required": [] }, "record": { "type": "object", "additionalProperties": false, "properties": { "directory": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$", "default": "/run/mapexec" }, "history_max_files": { "type": "integer", "minimum": 0, "maximum": 1e6, "default": 2e3 }, "history_max_age": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "7d" }, "mode": { "type": "string", "pattern": "^0[0-7]{3}$", "default": "0644" } }, "required": [], "default": {} }, "log": { "type": "object", "additionalProperties": false, "properties": { "file": { "type": "string", "pattern": "^(?:none|(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+)$", "default": "/var/log/mapexec/audit.log" }, "syslog": { "type": "boolean", "default": true }, "syslog_socket": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$", "default": "/dev/log" }, "on_failure": { "type": "string", "enum": ["refuse", "continue"], "default": "refuse" } }, "required": [], "default": {} } }, "required": ["service"] };
var func2 = Object.prototype.hasOwnProperty;
var pattern0 = new RegExp("^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$", "u");
var pattern1 = new RegExp("^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$", "u");
var pattern2 = new RegExp("^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$", "u");
var pattern3 = new RegExp("^(?:0|[1-9][0-9]{0,9})(?:-(?:0|[1-9][0-9]{0,9}))?$", "u");
var pattern7 = new RegExp("^--[a-z0-9][a-z0-9_-]*(?:=[!-~]+)?$", "u");
var pattern8 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", "u");
var pattern14 = new RegExp("^[A-Za-z_*?][A-Za-z0-9_*?]{0,127}$", "u");
var pattern15 = new RegExp("^/[^\\u0000-\\u001f\\u007f]+$", "u");
var pattern16 = new RegExp("^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$", "u");
var pattern18 = new RegExp("^(?:leaf|0|[1-9][0-9]?)$", "u");
var pattern20 = new RegExp("^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "u");
var pattern21 = new RegExp("^(?:0|[1-9][0-9]{0,8})(?:B|KiB|MiB)$", "u");
var pattern24 = new RegExp("^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$", "u");
var pattern28 = new RegExp("^[0-9A-Fa-f.:]{2,45}$", "u");
var pattern31 = new RegExp("^https://[^\\s/?#@]+(?:/[^\\s?#]*)?$", "u");
var pattern32 = new RegExp("^[^\\u0000-\\u001f\\u007f]+$", "u");
var pattern36 = new RegExp("^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$", "u");
var pattern66 = new RegExp("^(?:[A-Za-z0-9_.@-]|\\{[A-Za-z_][A-Za-z0-9_.:/-]*\\})+$", "u");
var pattern70 = new RegExp("^[A-Za-z_][A-Za-z0-9_.-]{0,63}$", "u");
var pattern75 = new RegExp("^[A-Za-z_][A-Za-z0-9_]{0,127}$", "u");
var pattern77 = new RegExp("^[^\\u0000-\\u001f\\u007f]*$", "u");
var pattern78 = new RegExp("^(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+(?::(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+)*$", "u");
var pattern80 = new RegExp("^(?:keep|home|temp|/|(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+)$", "u");
var pattern82 = new RegExp("^(?:keep|0[0-7]{3})$", "u");
var pattern83 = new RegExp("^(?:as|core|cpu|data|fsize|locks|memlock|msgqueue|nice|nofile|nproc|rss|rtprio|rttime|sigpending|stack)$", "u");
var pattern85 = new RegExp("^(?:unlimited|(?:0|[1-9][0-9]{0,17})(?:KiB|MiB|GiB)?)(?::(?:unlimited|(?:0|[1-9][0-9]{0,17})(?:KiB|MiB|GiB)?))?$", "u");
var pattern87 = new RegExp("^(?:selinux|apparmor):[^\\s]+$", "u");
var pattern89 = new RegExp("^[0-9]{1,18}$", "u");
var pattern91 = new RegExp("^(?:\\{home\\}|/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)*$", "u");
var pattern106 = new RegExp("^[a-z][a-z0-9_]{0,63}$", "u");
var pattern108 = new RegExp("^[0-9a-f]{64}$", "u");
var pattern116 = new RegExp("^0[0-7]{3}$", "u");
var pattern117 = new RegExp("^(?:none|(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+)$", "u");
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.caller === void 0) {
      data.caller = [];
    }
    if (data.authenticate === void 0) {
      data.authenticate = {};
    }
    if (data.authorize === void 0) {
      data.authorize = {};
    }
    if (data.map === void 0) {
      data.map = [];
    }
    if (data.pool === void 0) {
      data.pool = [];
    }
    if (data.environment === void 0) {
      data.environment = {};
    }
    if (data.launch === void 0) {
      data.launch = {};
    }
    if (data.record === void 0) {
      data.record = {};
    }
    if (data.log === void 0) {
      data.log = {};
    }
    if (data.service === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "service" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func2.call(schema11.properties, key0)) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.service !== void 0) {
      let data0 = data.service;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.account === void 0) {
          data0.account = "mapexec";
        }
        if (data0.warm === void 0) {
          data0.warm = "off";
        }
        if (data0.socket === void 0) {
          data0.socket = "/run/mapexec/decider.sock";
        }
        if (data0.decision_timeout === void 0) {
          data0.decision_timeout = "10s";
        }
        if (data0.guardian_uid_offset === void 0) {
          data0.guardian_uid_offset = 1e5;
        }
        if (data0.target_gids === void 0) {
          data0.target_gids = [];
        }
        if (data0.target_groups === void 0) {
          data0.target_groups = [];
        }
        if (data0.allow_system === void 0) {
          data0.allow_system = false;
        }
        if (data0.log_only === void 0) {
          data0.log_only = false;
        }
        if (data0.node === void 0) {
          data0.node = "/usr/bin/node";
        }
        if (data0.node_options === void 0) {
          data0.node_options = [];
        }
        if (data0.target_uids === void 0) {
          const err2 = { instancePath: instancePath + "/service", schemaPath: "#/properties/service/required", keyword: "required", params: { missingProperty: "target_uids" } };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        for (const key1 in data0) {
          if (!func2.call(schema11.properties.service.properties, key1)) {
            const err3 = { instancePath: instancePath + "/service", schemaPath: "#/properties/service/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
          }
        }
        let data1 = data0.account;
        if (typeof data1 === "string") {
          if (!pattern0.test(data1)) {
            const err4 = { instancePath: instancePath + "/service/account", schemaPath: "#/properties/service/properties/account/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" } };
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
          }
        } else {
          const err5 = { instancePath: instancePath + "/service/account", schemaPath: "#/properties/service/properties/account/type", keyword: "type", params: { type: "string" } };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        let data2 = data0.warm;
        if (typeof data2 !== "string") {
          const err6 = { instancePath: instancePath + "/service/warm", schemaPath: "#/properties/service/properties/warm/type", keyword: "type", params: { type: "string" } };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        if (!(data2 === "off" || data2 === "prefer" || data2 === "require")) {
          const err7 = { instancePath: instancePath + "/service/warm", schemaPath: "#/properties/service/properties/warm/enum", keyword: "enum", params: { allowedValues: schema11.properties.service.properties.warm.enum } };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        let data3 = data0.socket;
        if (typeof data3 === "string") {
          if (!pattern1.test(data3)) {
            const err8 = { instancePath: instancePath + "/service/socket", schemaPath: "#/properties/service/properties/socket/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" } };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
        } else {
          const err9 = { instancePath: instancePath + "/service/socket", schemaPath: "#/properties/service/properties/socket/type", keyword: "type", params: { type: "string" } };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
        let data4 = data0.decision_timeout;
        if (typeof data4 === "string") {
          if (!pattern2.test(data4)) {
            const err10 = { instancePath: instancePath + "/service/decision_timeout", schemaPath: "#/properties/service/properties/decision_timeout/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$" } };
            if (vErrors === null) {
              vErrors = [err10];
            } else {
              vErrors.push(err10);
            }
            errors++;
          }
        } else {
          const err11 = { instancePath: instancePath + "/service/decision_timeout", schemaPath: "#/properties/service/properties/decision_timeout/type", keyword: "type", params: { type: "string" } };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
        let data5 = data0.guardian_uid_offset;
        if (!(typeof data5 == "number" && (!(data5 % 1) && !isNaN(data5)) && isFinite(data5))) {
          const err12 = { instancePath: instancePath + "/service/guardian_uid_offset", schemaPath: "#/properties/service/properties/guardian_uid_offset/type", keyword: "type", params: { type: "integer" } };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
        if (typeof data5 == "number" && isFinite(data5)) {
          if (data5 > 4294967294 || isNaN(data5)) {
            const err13 = { instancePath: instancePath + "/service/guardian_uid_offset", schemaPath: "#/properties/service/properties/guardian_uid_offset/maximum", keyword: "maximum", params: { comparison: "<=", limit: 4294967294 } };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
          if (data5 < 1 || isNaN(data5)) {
            const err14 = { instancePath: instancePath + "/service/guardian_uid_offset", schemaPath: "#/properties/service/properties/guardian_uid_offset/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
            if (vErrors === null) {
              vErrors = [err14];
            } else {
              vErrors.push(err14);
            }
            errors++;
          }
        }
        if (data0.target_uids !== void 0) {
          let data6 = data0.target_uids;
          if (Array.isArray(data6)) {
            if (data6.length < 1) {
              const err15 = { instancePath: instancePath + "/service/target_uids", schemaPath: "#/properties/service/properties/target_uids/minItems", keyword: "minItems", params: { limit: 1 } };
              if (vErrors === null) {
                vErrors = [err15];
              } else {
                vErrors.push(err15);
              }
              errors++;
            }
            const len0 = data6.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data7 = data6[i0];
              if (typeof data7 === "string") {
                if (!pattern3.test(data7)) {
                  const err16 = { instancePath: instancePath + "/service/target_uids/" + i0, schemaPath: "#/properties/service/properties/target_uids/items/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,9})(?:-(?:0|[1-9][0-9]{0,9}))?$" } };
                  if (vErrors === null) {
                    vErrors = [err16];
                  } else {
                    vErrors.push(err16);
                  }
                  errors++;
                }
              } else {
                const err17 = { instancePath: instancePath + "/service/target_uids/" + i0, schemaPath: "#/properties/service/properties/target_uids/items/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err17];
                } else {
                  vErrors.push(err17);
                }
                errors++;
              }
            }
            let i1 = data6.length;
            let j0;
            if (i1 > 1) {
              const indices0 = {};
              for (; i1--; ) {
                let item0 = data6[i1];
                if (typeof item0 !== "string") {
                  continue;
                }
                if (typeof indices0[item0] == "number") {
                  j0 = indices0[item0];
                  const err18 = { instancePath: instancePath + "/service/target_uids", schemaPath: "#/properties/service/properties/target_uids/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 } };
                  if (vErrors === null) {
                    vErrors = [err18];
                  } else {
                    vErrors.push(err18);
                  }
                  errors++;
                  break;
                }
                indices0[item0] = i1;
              }
            }
          } else {
            const err19 = { instancePath: instancePath + "/service/target_uids", schemaPath: "#/properties/service/properties/target_uids/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err19];
            } else {
              vErrors.push(err19);
            }
            errors++;
          }
        }
        let data8 = data0.target_gids;
        if (Array.isArray(data8)) {
          if (data8.length < 0) {
            const err20 = { instancePath: instancePath + "/service/target_gids", schemaPath: "#/properties/service/properties/target_gids/minItems", keyword: "minItems", params: { limit: 0 } };
            if (vErrors === null) {
              vErrors = [err20];
            } else {
              vErrors.push(err20);
            }
            errors++;
          }
          const len1 = data8.length;
          for (let i2 = 0; i2 < len1; i2++) {
            let data9 = data8[i2];
            if (typeof data9 === "string") {
              if (!pattern3.test(data9)) {
                const err21 = { instancePath: instancePath + "/service/target_gids/" + i2, schemaPath: "#/properties/service/properties/target_gids/items/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,9})(?:-(?:0|[1-9][0-9]{0,9}))?$" } };
                if (vErrors === null) {
                  vErrors = [err21];
                } else {
                  vErrors.push(err21);
                }
                errors++;
              }
            } else {
              const err22 = { instancePath: instancePath + "/service/target_gids/" + i2, schemaPath: "#/properties/service/properties/target_gids/items/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err22];
              } else {
                vErrors.push(err22);
              }
              errors++;
            }
          }
          let i3 = data8.length;
          let j1;
          if (i3 > 1) {
            const indices1 = {};
            for (; i3--; ) {
              let item1 = data8[i3];
              if (typeof item1 !== "string") {
                continue;
              }
              if (typeof indices1[item1] == "number") {
                j1 = indices1[item1];
                const err23 = { instancePath: instancePath + "/service/target_gids", schemaPath: "#/properties/service/properties/target_gids/uniqueItems", keyword: "uniqueItems", params: { i: i3, j: j1 } };
                if (vErrors === null) {
                  vErrors = [err23];
                } else {
                  vErrors.push(err23);
                }
                errors++;
                break;
              }
              indices1[item1] = i3;
            }
          }
        } else {
          const err24 = { instancePath: instancePath + "/service/target_gids", schemaPath: "#/properties/service/properties/target_gids/type", keyword: "type", params: { type: "array" } };
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
        let data10 = data0.target_groups;
        if (Array.isArray(data10)) {
          if (data10.length < 0) {
            const err25 = { instancePath: instancePath + "/service/target_groups", schemaPath: "#/properties/service/properties/target_groups/minItems", keyword: "minItems", params: { limit: 0 } };
            if (vErrors === null) {
              vErrors = [err25];
            } else {
              vErrors.push(err25);
            }
            errors++;
          }
          const len2 = data10.length;
          for (let i4 = 0; i4 < len2; i4++) {
            let data11 = data10[i4];
            if (typeof data11 === "string") {
              if (!pattern0.test(data11)) {
                const err26 = { instancePath: instancePath + "/service/target_groups/" + i4, schemaPath: "#/properties/service/properties/target_groups/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" } };
                if (vErrors === null) {
                  vErrors = [err26];
                } else {
                  vErrors.push(err26);
                }
                errors++;
              }
            } else {
              const err27 = { instancePath: instancePath + "/service/target_groups/" + i4, schemaPath: "#/properties/service/properties/target_groups/items/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err27];
              } else {
                vErrors.push(err27);
              }
              errors++;
            }
          }
          let i5 = data10.length;
          let j2;
          if (i5 > 1) {
            const indices2 = {};
            for (; i5--; ) {
              let item2 = data10[i5];
              if (typeof item2 !== "string") {
                continue;
              }
              if (typeof indices2[item2] == "number") {
                j2 = indices2[item2];
                const err28 = { instancePath: instancePath + "/service/target_groups", schemaPath: "#/properties/service/properties/target_groups/uniqueItems", keyword: "uniqueItems", params: { i: i5, j: j2 } };
                if (vErrors === null) {
                  vErrors = [err28];
                } else {
                  vErrors.push(err28);
                }
                errors++;
                break;
              }
              indices2[item2] = i5;
            }
          }
        } else {
          const err29 = { instancePath: instancePath + "/service/target_groups", schemaPath: "#/properties/service/properties/target_groups/type", keyword: "type", params: { type: "array" } };
          if (vErrors === null) {
            vErrors = [err29];
          } else {
            vErrors.push(err29);
          }
          errors++;
        }
        if (typeof data0.allow_system !== "boolean") {
          const err30 = { instancePath: instancePath + "/service/allow_system", schemaPath: "#/properties/service/properties/allow_system/type", keyword: "type", params: { type: "boolean" } };
          if (vErrors === null) {
            vErrors = [err30];
          } else {
            vErrors.push(err30);
          }
          errors++;
        }
        if (typeof data0.log_only !== "boolean") {
          const err31 = { instancePath: instancePath + "/service/log_only", schemaPath: "#/properties/service/properties/log_only/type", keyword: "type", params: { type: "boolean" } };
          if (vErrors === null) {
            vErrors = [err31];
          } else {
            vErrors.push(err31);
          }
          errors++;
        }
        let data14 = data0.node;
        if (typeof data14 === "string") {
          if (!pattern1.test(data14)) {
            const err32 = { instancePath: instancePath + "/service/node", schemaPath: "#/properties/service/properties/node/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" } };
            if (vErrors === null) {
              vErrors = [err32];
            } else {
              vErrors.push(err32);
            }
            errors++;
          }
        } else {
          const err33 = { instancePath: instancePath + "/service/node", schemaPath: "#/properties/service/properties/node/type", keyword: "type", params: { type: "string" } };
          if (vErrors === null) {
            vErrors = [err33];
          } else {
            vErrors.push(err33);
          }
          errors++;
        }
        let data15 = data0.node_options;
        if (Array.isArray(data15)) {
          if (data15.length < 0) {
            const err34 = { instancePath: instancePath + "/service/node_options", schemaPath: "#/properties/service/properties/node_options/minItems", keyword: "minItems", params: { limit: 0 } };
            if (vErrors === null) {
              vErrors = [err34];
            } else {
              vErrors.push(err34);
            }
            errors++;
          }
          const len3 = data15.length;
          for (let i6 = 0; i6 < len3; i6++) {
            let data16 = data15[i6];
            if (typeof data16 === "string") {
              if (!pattern7.test(data16)) {
                const err35 = { instancePath: instancePath + "/service/node_options/" + i6, schemaPath: "#/properties/service/properties/node_options/items/pattern", keyword: "pattern", params: { pattern: "^--[a-z0-9][a-z0-9_-]*(?:=[!-~]+)?$" } };
                if (vErrors === null) {
                  vErrors = [err35];
                } else {
                  vErrors.push(err35);
                }
                errors++;
              }
            } else {
              const err36 = { instancePath: instancePath + "/service/node_options/" + i6, schemaPath: "#/properties/service/properties/node_options/items/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err36];
              } else {
                vErrors.push(err36);
              }
              errors++;
            }
          }
          let i7 = data15.length;
          let j3;
          if (i7 > 1) {
            const indices3 = {};
            for (; i7--; ) {
              let item3 = data15[i7];
              if (typeof item3 !== "string") {
                continue;
              }
              if (typeof indices3[item3] == "number") {
                j3 = indices3[item3];
                const err37 = { instancePath: instancePath + "/service/node_options", schemaPath: "#/properties/service/properties/node_options/uniqueItems", keyword: "uniqueItems", params: { i: i7, j: j3 } };
                if (vErrors === null) {
                  vErrors = [err37];
                } else {
                  vErrors.push(err37);
                }
                errors++;
                break;
              }
              indices3[item3] = i7;
            }
          }
        } else {
          const err38 = { instancePath: instancePath + "/service/node_options", schemaPath: "#/properties/service/properties/node_options/type", keyword: "type", params: { type: "array" } };
          if (vErrors === null) {
            vErrors = [err38];
          } else {
            vErrors.push(err38);
          }
          errors++;
        }
      } else {
        const err39 = { instancePath: instancePath + "/service", schemaPath: "#/properties/service/type", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err39];
        } else {
          vErrors.push(err39);
        }
        errors++;
      }
    }
    let data17 = data.caller;
    if (Array.isArray(data17)) {
      const len4 = data17.length;
      for (let i8 = 0; i8 < len4; i8++) {
        let data18 = data17[i8];
        if (data18 && typeof data18 == "object" && !Array.isArray(data18)) {
          if (data18.users === void 0) {
            data18.users = [];
          }
          if (data18.groups === void 0) {
            data18.groups = [];
          }
          if (data18.environment === void 0) {
            data18.environment = [];
          }
          if (data18.keyless === void 0) {
            data18.keyless = false;
          }
          if (data18.name === void 0) {
            const err40 = { instancePath: instancePath + "/caller/" + i8, schemaPath: "#/properties/caller/items/required", keyword: "required", params: { missingProperty: "name" } };
            if (vErrors === null) {
              vErrors = [err40];
            } else {
              vErrors.push(err40);
            }
            errors++;
          }
          if (data18.credentials === void 0) {
            const err41 = { instancePath: instancePath + "/caller/" + i8, schemaPath: "#/properties/caller/items/required", keyword: "required", params: { missingProperty: "credentials" } };
            if (vErrors === null) {
              vErrors = [err41];
            } else {
              vErrors.push(err41);
            }
            errors++;
          }
          for (const key2 in data18) {
            if (!func2.call(schema11.properties.caller.items.properties, key2)) {
              const err42 = { instancePath: instancePath + "/caller/" + i8, schemaPath: "#/properties/caller/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 } };
              if (vErrors === null) {
                vErrors = [err42];
              } else {
                vErrors.push(err42);
              }
              errors++;
            }
          }
          if (data18.name !== void 0) {
            let data19 = data18.name;
            if (typeof data19 === "string") {
              if (!pattern8.test(data19)) {
                const err43 = { instancePath: instancePath + "/caller/" + i8 + "/name", schemaPath: "#/properties/caller/items/properties/name/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" } };
                if (vErrors === null) {
                  vErrors = [err43];
                } else {
                  vErrors.push(err43);
                }
                errors++;
              }
            } else {
              const err44 = { instancePath: instancePath + "/caller/" + i8 + "/name", schemaPath: "#/properties/caller/items/properties/name/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err44];
              } else {
                vErrors.push(err44);
              }
              errors++;
            }
          }
          let data20 = data18.users;
          if (Array.isArray(data20)) {
            if (data20.length < 0) {
              const err45 = { instancePath: instancePath + "/caller/" + i8 + "/users", schemaPath: "#/properties/caller/items/properties/users/minItems", keyword: "minItems", params: { limit: 0 } };
              if (vErrors === null) {
                vErrors = [err45];
              } else {
                vErrors.push(err45);
              }
              errors++;
            }
            const len5 = data20.length;
            for (let i9 = 0; i9 < len5; i9++) {
              let data21 = data20[i9];
              if (typeof data21 === "string") {
                if (!pattern0.test(data21)) {
                  const err46 = { instancePath: instancePath + "/caller/" + i8 + "/users/" + i9, schemaPath: "#/properties/caller/items/properties/users/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" } };
                  if (vErrors === null) {
                    vErrors = [err46];
                  } else {
                    vErrors.push(err46);
                  }
                  errors++;
                }
              } else {
                const err47 = { instancePath: instancePath + "/caller/" + i8 + "/users/" + i9, schemaPath: "#/properties/caller/items/properties/users/items/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err47];
                } else {
                  vErrors.push(err47);
                }
                errors++;
              }
            }
            let i10 = data20.length;
            let j4;
            if (i10 > 1) {
              const indices4 = {};
              for (; i10--; ) {
                let item4 = data20[i10];
                if (typeof item4 !== "string") {
                  continue;
                }
                if (typeof indices4[item4] == "number") {
                  j4 = indices4[item4];
                  const err48 = { instancePath: instancePath + "/caller/" + i8 + "/users", schemaPath: "#/properties/caller/items/properties/users/uniqueItems", keyword: "uniqueItems", params: { i: i10, j: j4 } };
                  if (vErrors === null) {
                    vErrors = [err48];
                  } else {
                    vErrors.push(err48);
                  }
                  errors++;
                  break;
                }
                indices4[item4] = i10;
              }
            }
          } else {
            const err49 = { instancePath: instancePath + "/caller/" + i8 + "/users", schemaPath: "#/properties/caller/items/properties/users/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err49];
            } else {
              vErrors.push(err49);
            }
            errors++;
          }
          let data22 = data18.groups;
          if (Array.isArray(data22)) {
            if (data22.length < 0) {
              const err50 = { instancePath: instancePath + "/caller/" + i8 + "/groups", schemaPath: "#/properties/caller/items/properties/groups/minItems", keyword: "minItems", params: { limit: 0 } };
              if (vErrors === null) {
                vErrors = [err50];
              } else {
                vErrors.push(err50);
              }
              errors++;
            }
            const len6 = data22.length;
            for (let i11 = 0; i11 < len6; i11++) {
              let data23 = data22[i11];
              if (typeof data23 === "string") {
                if (!pattern0.test(data23)) {
                  const err51 = { instancePath: instancePath + "/caller/" + i8 + "/groups/" + i11, schemaPath: "#/properties/caller/items/properties/groups/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" } };
                  if (vErrors === null) {
                    vErrors = [err51];
                  } else {
                    vErrors.push(err51);
                  }
                  errors++;
                }
              } else {
                const err52 = { instancePath: instancePath + "/caller/" + i8 + "/groups/" + i11, schemaPath: "#/properties/caller/items/properties/groups/items/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err52];
                } else {
                  vErrors.push(err52);
                }
                errors++;
              }
            }
            let i12 = data22.length;
            let j5;
            if (i12 > 1) {
              const indices5 = {};
              for (; i12--; ) {
                let item5 = data22[i12];
                if (typeof item5 !== "string") {
                  continue;
                }
                if (typeof indices5[item5] == "number") {
                  j5 = indices5[item5];
                  const err53 = { instancePath: instancePath + "/caller/" + i8 + "/groups", schemaPath: "#/properties/caller/items/properties/groups/uniqueItems", keyword: "uniqueItems", params: { i: i12, j: j5 } };
                  if (vErrors === null) {
                    vErrors = [err53];
                  } else {
                    vErrors.push(err53);
                  }
                  errors++;
                  break;
                }
                indices5[item5] = i12;
              }
            }
          } else {
            const err54 = { instancePath: instancePath + "/caller/" + i8 + "/groups", schemaPath: "#/properties/caller/items/properties/groups/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err54];
            } else {
              vErrors.push(err54);
            }
            errors++;
          }
          if (data18.credentials !== void 0) {
            let data24 = data18.credentials;
            if (Array.isArray(data24)) {
              if (data24.length < 1) {
                const err55 = { instancePath: instancePath + "/caller/" + i8 + "/credentials", schemaPath: "#/properties/caller/items/properties/credentials/minItems", keyword: "minItems", params: { limit: 1 } };
                if (vErrors === null) {
                  vErrors = [err55];
                } else {
                  vErrors.push(err55);
                }
                errors++;
              }
              const len7 = data24.length;
              for (let i13 = 0; i13 < len7; i13++) {
                let data25 = data24[i13];
                if (typeof data25 !== "string") {
                  const err56 = { instancePath: instancePath + "/caller/" + i8 + "/credentials/" + i13, schemaPath: "#/properties/caller/items/properties/credentials/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err56];
                  } else {
                    vErrors.push(err56);
                  }
                  errors++;
                }
                if (!(data25 === "x509" || data25 === "oidc" || data25 === "munge" || data25 === "unix")) {
                  const err57 = { instancePath: instancePath + "/caller/" + i8 + "/credentials/" + i13, schemaPath: "#/properties/caller/items/properties/credentials/items/enum", keyword: "enum", params: { allowedValues: schema11.properties.caller.items.properties.credentials.items.enum } };
                  if (vErrors === null) {
                    vErrors = [err57];
                  } else {
                    vErrors.push(err57);
                  }
                  errors++;
                }
              }
              let i14 = data24.length;
              let j6;
              if (i14 > 1) {
                const indices6 = {};
                for (; i14--; ) {
                  let item6 = data24[i14];
                  if (typeof item6 !== "string") {
                    continue;
                  }
                  if (typeof indices6[item6] == "number") {
                    j6 = indices6[item6];
                    const err58 = { instancePath: instancePath + "/caller/" + i8 + "/credentials", schemaPath: "#/properties/caller/items/properties/credentials/uniqueItems", keyword: "uniqueItems", params: { i: i14, j: j6 } };
                    if (vErrors === null) {
                      vErrors = [err58];
                    } else {
                      vErrors.push(err58);
                    }
                    errors++;
                    break;
                  }
                  indices6[item6] = i14;
                }
              }
            } else {
              const err59 = { instancePath: instancePath + "/caller/" + i8 + "/credentials", schemaPath: "#/properties/caller/items/properties/credentials/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err59];
              } else {
                vErrors.push(err59);
              }
              errors++;
            }
          }
          if (data18.maps !== void 0) {
            let data26 = data18.maps;
            if (Array.isArray(data26)) {
              if (data26.length < 1) {
                const err60 = { instancePath: instancePath + "/caller/" + i8 + "/maps", schemaPath: "#/properties/caller/items/properties/maps/minItems", keyword: "minItems", params: { limit: 1 } };
                if (vErrors === null) {
                  vErrors = [err60];
                } else {
                  vErrors.push(err60);
                }
                errors++;
              }
              const len8 = data26.length;
              for (let i15 = 0; i15 < len8; i15++) {
                let data27 = data26[i15];
                if (typeof data27 === "string") {
                  if (!pattern8.test(data27)) {
                    const err61 = { instancePath: instancePath + "/caller/" + i8 + "/maps/" + i15, schemaPath: "#/properties/caller/items/properties/maps/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" } };
                    if (vErrors === null) {
                      vErrors = [err61];
                    } else {
                      vErrors.push(err61);
                    }
                    errors++;
                  }
                } else {
                  const err62 = { instancePath: instancePath + "/caller/" + i8 + "/maps/" + i15, schemaPath: "#/properties/caller/items/properties/maps/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err62];
                  } else {
                    vErrors.push(err62);
                  }
                  errors++;
                }
              }
              let i16 = data26.length;
              let j7;
              if (i16 > 1) {
                const indices7 = {};
                for (; i16--; ) {
                  let item7 = data26[i16];
                  if (typeof item7 !== "string") {
                    continue;
                  }
                  if (typeof indices7[item7] == "number") {
                    j7 = indices7[item7];
                    const err63 = { instancePath: instancePath + "/caller/" + i8 + "/maps", schemaPath: "#/properties/caller/items/properties/maps/uniqueItems", keyword: "uniqueItems", params: { i: i16, j: j7 } };
                    if (vErrors === null) {
                      vErrors = [err63];
                    } else {
                      vErrors.push(err63);
                    }
                    errors++;
                    break;
                  }
                  indices7[item7] = i16;
                }
              }
            } else {
              const err64 = { instancePath: instancePath + "/caller/" + i8 + "/maps", schemaPath: "#/properties/caller/items/properties/maps/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err64];
              } else {
                vErrors.push(err64);
              }
              errors++;
            }
          }
          if (data18.pools !== void 0) {
            let data28 = data18.pools;
            if (Array.isArray(data28)) {
              if (data28.length < 0) {
                const err65 = { instancePath: instancePath + "/caller/" + i8 + "/pools", schemaPath: "#/properties/caller/items/properties/pools/minItems", keyword: "minItems", params: { limit: 0 } };
                if (vErrors === null) {
                  vErrors = [err65];
                } else {
                  vErrors.push(err65);
                }
                errors++;
              }
              const len9 = data28.length;
              for (let i17 = 0; i17 < len9; i17++) {
                let data29 = data28[i17];
                if (typeof data29 === "string") {
                  if (!pattern8.test(data29)) {
                    const err66 = { instancePath: instancePath + "/caller/" + i8 + "/pools/" + i17, schemaPath: "#/properties/caller/items/properties/pools/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" } };
                    if (vErrors === null) {
                      vErrors = [err66];
                    } else {
                      vErrors.push(err66);
                    }
                    errors++;
                  }
                } else {
                  const err67 = { instancePath: instancePath + "/caller/" + i8 + "/pools/" + i17, schemaPath: "#/properties/caller/items/properties/pools/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err67];
                  } else {
                    vErrors.push(err67);
                  }
                  errors++;
                }
              }
              let i18 = data28.length;
              let j8;
              if (i18 > 1) {
                const indices8 = {};
                for (; i18--; ) {
                  let item8 = data28[i18];
                  if (typeof item8 !== "string") {
                    continue;
                  }
                  if (typeof indices8[item8] == "number") {
                    j8 = indices8[item8];
                    const err68 = { instancePath: instancePath + "/caller/" + i8 + "/pools", schemaPath: "#/properties/caller/items/properties/pools/uniqueItems", keyword: "uniqueItems", params: { i: i18, j: j8 } };
                    if (vErrors === null) {
                      vErrors = [err68];
                    } else {
                      vErrors.push(err68);
                    }
                    errors++;
                    break;
                  }
                  indices8[item8] = i18;
                }
              }
            } else {
              const err69 = { instancePath: instancePath + "/caller/" + i8 + "/pools", schemaPath: "#/properties/caller/items/properties/pools/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err69];
              } else {
                vErrors.push(err69);
              }
              errors++;
            }
          }
          if (data18.accounts !== void 0) {
            let data30 = data18.accounts;
            if (Array.isArray(data30)) {
              if (data30.length < 0) {
                const err70 = { instancePath: instancePath + "/caller/" + i8 + "/accounts", schemaPath: "#/properties/caller/items/properties/accounts/minItems", keyword: "minItems", params: { limit: 0 } };
                if (vErrors === null) {
                  vErrors = [err70];
                } else {
                  vErrors.push(err70);
                }
                errors++;
              }
              const len10 = data30.length;
              for (let i19 = 0; i19 < len10; i19++) {
                let data31 = data30[i19];
                if (typeof data31 === "string") {
                  if (!pattern0.test(data31)) {
                    const err71 = { instancePath: instancePath + "/caller/" + i8 + "/accounts/" + i19, schemaPath: "#/properties/caller/items/properties/accounts/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" } };
                    if (vErrors === null) {
                      vErrors = [err71];
                    } else {
                      vErrors.push(err71);
                    }
                    errors++;
                  }
                } else {
                  const err72 = { instancePath: instancePath + "/caller/" + i8 + "/accounts/" + i19, schemaPath: "#/properties/caller/items/properties/accounts/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err72];
                  } else {
                    vErrors.push(err72);
                  }
                  errors++;
                }
              }
              let i20 = data30.length;
              let j9;
              if (i20 > 1) {
                const indices9 = {};
                for (; i20--; ) {
                  let item9 = data30[i20];
                  if (typeof item9 !== "string") {
                    continue;
                  }
                  if (typeof indices9[item9] == "number") {
                    j9 = indices9[item9];
                    const err73 = { instancePath: instancePath + "/caller/" + i8 + "/accounts", schemaPath: "#/properties/caller/items/properties/accounts/uniqueItems", keyword: "uniqueItems", params: { i: i20, j: j9 } };
                    if (vErrors === null) {
                      vErrors = [err73];
                    } else {
                      vErrors.push(err73);
                    }
                    errors++;
                    break;
                  }
                  indices9[item9] = i20;
                }
              }
            } else {
              const err74 = { instancePath: instancePath + "/caller/" + i8 + "/accounts", schemaPath: "#/properties/caller/items/properties/accounts/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err74];
              } else {
                vErrors.push(err74);
              }
              errors++;
            }
          }
          let data32 = data18.environment;
          if (Array.isArray(data32)) {
            if (data32.length < 0) {
              const err75 = { instancePath: instancePath + "/caller/" + i8 + "/environment", schemaPath: "#/properties/caller/items/properties/environment/minItems", keyword: "minItems", params: { limit: 0 } };
              if (vErrors === null) {
                vErrors = [err75];
              } else {
                vErrors.push(err75);
              }
              errors++;
            }
            const len11 = data32.length;
            for (let i21 = 0; i21 < len11; i21++) {
              let data33 = data32[i21];
              if (typeof data33 === "string") {
                if (!pattern14.test(data33)) {
                  const err76 = { instancePath: instancePath + "/caller/" + i8 + "/environment/" + i21, schemaPath: "#/properties/caller/items/properties/environment/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_*?][A-Za-z0-9_*?]{0,127}$" } };
                  if (vErrors === null) {
                    vErrors = [err76];
                  } else {
                    vErrors.push(err76);
                  }
                  errors++;
                }
              } else {
                const err77 = { instancePath: instancePath + "/caller/" + i8 + "/environment/" + i21, schemaPath: "#/properties/caller/items/properties/environment/items/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err77];
                } else {
                  vErrors.push(err77);
                }
                errors++;
              }
            }
            let i22 = data32.length;
            let j10;
            if (i22 > 1) {
              const indices10 = {};
              for (; i22--; ) {
                let item10 = data32[i22];
                if (typeof item10 !== "string") {
                  continue;
                }
                if (typeof indices10[item10] == "number") {
                  j10 = indices10[item10];
                  const err78 = { instancePath: instancePath + "/caller/" + i8 + "/environment", schemaPath: "#/properties/caller/items/properties/environment/uniqueItems", keyword: "uniqueItems", params: { i: i22, j: j10 } };
                  if (vErrors === null) {
                    vErrors = [err78];
                  } else {
                    vErrors.push(err78);
                  }
                  errors++;
                  break;
                }
                indices10[item10] = i22;
              }
            }
          } else {
            const err79 = { instancePath: instancePath + "/caller/" + i8 + "/environment", schemaPath: "#/properties/caller/items/properties/environment/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err79];
            } else {
              vErrors.push(err79);
            }
            errors++;
          }
          if (data18.commands !== void 0) {
            let data34 = data18.commands;
            if (Array.isArray(data34)) {
              if (data34.length < 1) {
                const err80 = { instancePath: instancePath + "/caller/" + i8 + "/commands", schemaPath: "#/properties/caller/items/properties/commands/minItems", keyword: "minItems", params: { limit: 1 } };
                if (vErrors === null) {
                  vErrors = [err80];
                } else {
                  vErrors.push(err80);
                }
                errors++;
              }
              const len12 = data34.length;
              for (let i23 = 0; i23 < len12; i23++) {
                let data35 = data34[i23];
                if (typeof data35 === "string") {
                  if (!pattern15.test(data35)) {
                    const err81 = { instancePath: instancePath + "/caller/" + i8 + "/commands/" + i23, schemaPath: "#/properties/caller/items/properties/commands/items/pattern", keyword: "pattern", params: { pattern: "^/[^\\u0000-\\u001f\\u007f]+$" } };
                    if (vErrors === null) {
                      vErrors = [err81];
                    } else {
                      vErrors.push(err81);
                    }
                    errors++;
                  }
                } else {
                  const err82 = { instancePath: instancePath + "/caller/" + i8 + "/commands/" + i23, schemaPath: "#/properties/caller/items/properties/commands/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err82];
                  } else {
                    vErrors.push(err82);
                  }
                  errors++;
                }
              }
              let i24 = data34.length;
              let j11;
              if (i24 > 1) {
                const indices11 = {};
                for (; i24--; ) {
                  let item11 = data34[i24];
                  if (typeof item11 !== "string") {
                    continue;
                  }
                  if (typeof indices11[item11] == "number") {
                    j11 = indices11[item11];
                    const err83 = { instancePath: instancePath + "/caller/" + i8 + "/commands", schemaPath: "#/properties/caller/items/properties/commands/uniqueItems", keyword: "uniqueItems", params: { i: i24, j: j11 } };
                    if (vErrors === null) {
                      vErrors = [err83];
                    } else {
                      vErrors.push(err83);
                    }
                    errors++;
                    break;
                  }
                  indices11[item11] = i24;
                }
              }
            } else {
              const err84 = { instancePath: instancePath + "/caller/" + i8 + "/commands", schemaPath: "#/properties/caller/items/properties/commands/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err84];
              } else {
                vErrors.push(err84);
              }
              errors++;
            }
          }
          if (typeof data18.keyless !== "boolean") {
            const err85 = { instancePath: instancePath + "/caller/" + i8 + "/keyless", schemaPath: "#/properties/caller/items/properties/keyless/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err85];
            } else {
              vErrors.push(err85);
            }
            errors++;
          }
        } else {
          const err86 = { instancePath: instancePath + "/caller/" + i8, schemaPath: "#/properties/caller/items/type", keyword: "type", params: { type: "object" } };
          if (vErrors === null) {
            vErrors = [err86];
          } else {
            vErrors.push(err86);
          }
          errors++;
        }
      }
    } else {
      const err87 = { instancePath: instancePath + "/caller", schemaPath: "#/properties/caller/type", keyword: "type", params: { type: "array" } };
      if (vErrors === null) {
        vErrors = [err87];
      } else {
        vErrors.push(err87);
      }
      errors++;
    }
    let data37 = data.authenticate;
    if (data37 && typeof data37 == "object" && !Array.isArray(data37)) {
      if (data37.oidc === void 0) {
        data37.oidc = [];
      }
      if (data37.unix === void 0) {
        data37.unix = false;
      }
      for (const key3 in data37) {
        if (!(key3 === "x509" || key3 === "munge" || key3 === "oidc" || key3 === "unix")) {
          const err88 = { instancePath: instancePath + "/authenticate", schemaPath: "#/properties/authenticate/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 } };
          if (vErrors === null) {
            vErrors = [err88];
          } else {
            vErrors.push(err88);
          }
          errors++;
        }
      }
      if (data37.x509 !== void 0) {
        let data38 = data37.x509;
        if (data38 && typeof data38 == "object" && !Array.isArray(data38)) {
          if (data38.ca_directory === void 0) {
            data38.ca_directory = "/etc/grid-security/certificates";
          }
          if (data38.voms_directory === void 0) {
            data38.voms_directory = "/etc/grid-security/vomsdir";
          }
          if (data38.crl === void 0) {
            data38.crl = "required";
          }
          if (data38.signing_policy === void 0) {
            data38.signing_policy = "required";
          }
          if (data38.proxies === void 0) {
            data38.proxies = ["rfc"];
          }
          if (data38.allow_plain_certificate === void 0) {
            data38.allow_plain_certificate = false;
          }
          if (data38.limited === void 0) {
            data38.limited = "allow";
          }
          if (data38.allow_independent === void 0) {
            data38.allow_independent = false;
          }
          if (data38.allow_unknown_policy === void 0) {
            data38.allow_unknown_policy = false;
          }
          if (data38.max_lifetime === void 0) {
            data38.max_lifetime = {};
          }
          if (data38.max_delegations === void 0) {
            data38.max_delegations = 10;
          }
          if (data38.max_file_size === void 0) {
            data38.max_file_size = "1MiB";
          }
          if (data38.min_rsa_bits === void 0) {
            data38.min_rsa_bits = 2048;
          }
          if (data38.min_proxy_rsa_bits === void 0) {
            data38.min_proxy_rsa_bits = 2048;
          }
          if (data38.allow_sha1 === void 0) {
            data38.allow_sha1 = false;
          }
          if (data38.clock_skew === void 0) {
            data38.clock_skew = "1m";
          }
          if (data38.voms === void 0) {
            data38.voms = "use";
          }
          if (data38.bad_attribute_certificate === void 0) {
            data38.bad_attribute_certificate = "refuse";
          }
          if (data38.host_names === void 0) {
            data38.host_names = [];
          }
          for (const key4 in data38) {
            if (!func2.call(schema11.properties.authenticate.properties.x509.properties, key4)) {
              const err89 = { instancePath: instancePath + "/authenticate/x509", schemaPath: "#/properties/authenticate/properties/x509/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 } };
              if (vErrors === null) {
                vErrors = [err89];
              } else {
                vErrors.push(err89);
              }
              errors++;
            }
          }
          let data39 = data38.ca_directory;
          if (typeof data39 === "string") {
            if (!pattern16.test(data39)) {
              const err90 = { instancePath: instancePath + "/authenticate/x509/ca_directory", schemaPath: "#/properties/authenticate/properties/x509/properties/ca_directory/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
              if (vErrors === null) {
                vErrors = [err90];
              } else {
                vErrors.push(err90);
              }
              errors++;
            }
          } else {
            const err91 = { instancePath: instancePath + "/authenticate/x509/ca_directory", schemaPath: "#/properties/authenticate/properties/x509/properties/ca_directory/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err91];
            } else {
              vErrors.push(err91);
            }
            errors++;
          }
          let data40 = data38.voms_directory;
          if (typeof data40 === "string") {
            if (!pattern16.test(data40)) {
              const err92 = { instancePath: instancePath + "/authenticate/x509/voms_directory", schemaPath: "#/properties/authenticate/properties/x509/properties/voms_directory/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
              if (vErrors === null) {
                vErrors = [err92];
              } else {
                vErrors.push(err92);
              }
              errors++;
            }
          } else {
            const err93 = { instancePath: instancePath + "/authenticate/x509/voms_directory", schemaPath: "#/properties/authenticate/properties/x509/properties/voms_directory/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err93];
            } else {
              vErrors.push(err93);
            }
            errors++;
          }
          let data41 = data38.crl;
          if (typeof data41 !== "string") {
            const err94 = { instancePath: instancePath + "/authenticate/x509/crl", schemaPath: "#/properties/authenticate/properties/x509/properties/crl/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err94];
            } else {
              vErrors.push(err94);
            }
            errors++;
          }
          if (!(data41 === "required" || data41 === "if-present" || data41 === "ignore")) {
            const err95 = { instancePath: instancePath + "/authenticate/x509/crl", schemaPath: "#/properties/authenticate/properties/x509/properties/crl/enum", keyword: "enum", params: { allowedValues: schema11.properties.authenticate.properties.x509.properties.crl.enum } };
            if (vErrors === null) {
              vErrors = [err95];
            } else {
              vErrors.push(err95);
            }
            errors++;
          }
          let data42 = data38.signing_policy;
          if (typeof data42 !== "string") {
            const err96 = { instancePath: instancePath + "/authenticate/x509/signing_policy", schemaPath: "#/properties/authenticate/properties/x509/properties/signing_policy/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err96];
            } else {
              vErrors.push(err96);
            }
            errors++;
          }
          if (!(data42 === "required" || data42 === "if-present" || data42 === "ignore")) {
            const err97 = { instancePath: instancePath + "/authenticate/x509/signing_policy", schemaPath: "#/properties/authenticate/properties/x509/properties/signing_policy/enum", keyword: "enum", params: { allowedValues: schema11.properties.authenticate.properties.x509.properties.signing_policy.enum } };
            if (vErrors === null) {
              vErrors = [err97];
            } else {
              vErrors.push(err97);
            }
            errors++;
          }
          let data43 = data38.proxies;
          if (Array.isArray(data43)) {
            if (data43.length < 1) {
              const err98 = { instancePath: instancePath + "/authenticate/x509/proxies", schemaPath: "#/properties/authenticate/properties/x509/properties/proxies/minItems", keyword: "minItems", params: { limit: 1 } };
              if (vErrors === null) {
                vErrors = [err98];
              } else {
                vErrors.push(err98);
              }
              errors++;
            }
            const len13 = data43.length;
            for (let i25 = 0; i25 < len13; i25++) {
              let data44 = data43[i25];
              if (typeof data44 !== "string") {
                const err99 = { instancePath: instancePath + "/authenticate/x509/proxies/" + i25, schemaPath: "#/properties/authenticate/properties/x509/properties/proxies/items/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err99];
                } else {
                  vErrors.push(err99);
                }
                errors++;
              }
              if (!(data44 === "rfc" || data44 === "draft" || data44 === "legacy")) {
                const err100 = { instancePath: instancePath + "/authenticate/x509/proxies/" + i25, schemaPath: "#/properties/authenticate/properties/x509/properties/proxies/items/enum", keyword: "enum", params: { allowedValues: schema11.properties.authenticate.properties.x509.properties.proxies.items.enum } };
                if (vErrors === null) {
                  vErrors = [err100];
                } else {
                  vErrors.push(err100);
                }
                errors++;
              }
            }
            let i26 = data43.length;
            let j12;
            if (i26 > 1) {
              const indices12 = {};
              for (; i26--; ) {
                let item12 = data43[i26];
                if (typeof item12 !== "string") {
                  continue;
                }
                if (typeof indices12[item12] == "number") {
                  j12 = indices12[item12];
                  const err101 = { instancePath: instancePath + "/authenticate/x509/proxies", schemaPath: "#/properties/authenticate/properties/x509/properties/proxies/uniqueItems", keyword: "uniqueItems", params: { i: i26, j: j12 } };
                  if (vErrors === null) {
                    vErrors = [err101];
                  } else {
                    vErrors.push(err101);
                  }
                  errors++;
                  break;
                }
                indices12[item12] = i26;
              }
            }
          } else {
            const err102 = { instancePath: instancePath + "/authenticate/x509/proxies", schemaPath: "#/properties/authenticate/properties/x509/properties/proxies/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err102];
            } else {
              vErrors.push(err102);
            }
            errors++;
          }
          if (typeof data38.allow_plain_certificate !== "boolean") {
            const err103 = { instancePath: instancePath + "/authenticate/x509/allow_plain_certificate", schemaPath: "#/properties/authenticate/properties/x509/properties/allow_plain_certificate/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err103];
            } else {
              vErrors.push(err103);
            }
            errors++;
          }
          let data46 = data38.limited;
          if (typeof data46 !== "string") {
            const err104 = { instancePath: instancePath + "/authenticate/x509/limited", schemaPath: "#/properties/authenticate/properties/x509/properties/limited/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err104];
            } else {
              vErrors.push(err104);
            }
            errors++;
          }
          if (!(data46 === "allow" || data46 === "refuse" || data46 === "require")) {
            const err105 = { instancePath: instancePath + "/authenticate/x509/limited", schemaPath: "#/properties/authenticate/properties/x509/properties/limited/enum", keyword: "enum", params: { allowedValues: schema11.properties.authenticate.properties.x509.properties.limited.enum } };
            if (vErrors === null) {
              vErrors = [err105];
            } else {
              vErrors.push(err105);
            }
            errors++;
          }
          if (typeof data38.allow_independent !== "boolean") {
            const err106 = { instancePath: instancePath + "/authenticate/x509/allow_independent", schemaPath: "#/properties/authenticate/properties/x509/properties/allow_independent/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err106];
            } else {
              vErrors.push(err106);
            }
            errors++;
          }
          if (typeof data38.allow_unknown_policy !== "boolean") {
            const err107 = { instancePath: instancePath + "/authenticate/x509/allow_unknown_policy", schemaPath: "#/properties/authenticate/properties/x509/properties/allow_unknown_policy/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err107];
            } else {
              vErrors.push(err107);
            }
            errors++;
          }
          let data49 = data38.max_lifetime;
          if (data49 && typeof data49 == "object" && !Array.isArray(data49)) {
            for (const key5 in data49) {
              if (!pattern18.test(key5)) {
                const err108 = { instancePath: instancePath + "/authenticate/x509/max_lifetime", schemaPath: "#/properties/authenticate/properties/x509/properties/max_lifetime/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 } };
                if (vErrors === null) {
                  vErrors = [err108];
                } else {
                  vErrors.push(err108);
                }
                errors++;
              }
            }
            for (const key6 in data49) {
              if (pattern18.test(key6)) {
                let data50 = data49[key6];
                if (typeof data50 === "string") {
                  if (!pattern20.test(data50)) {
                    const err109 = { instancePath: instancePath + "/authenticate/x509/max_lifetime/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/authenticate/properties/x509/properties/max_lifetime/patternProperties/%5E(%3F%3Aleaf%7C0%7C%5B1-9%5D%5B0-9%5D%3F)%24/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
                    if (vErrors === null) {
                      vErrors = [err109];
                    } else {
                      vErrors.push(err109);
                    }
                    errors++;
                  }
                } else {
                  const err110 = { instancePath: instancePath + "/authenticate/x509/max_lifetime/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/authenticate/properties/x509/properties/max_lifetime/patternProperties/%5E(%3F%3Aleaf%7C0%7C%5B1-9%5D%5B0-9%5D%3F)%24/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err110];
                  } else {
                    vErrors.push(err110);
                  }
                  errors++;
                }
              }
            }
          } else {
            const err111 = { instancePath: instancePath + "/authenticate/x509/max_lifetime", schemaPath: "#/properties/authenticate/properties/x509/properties/max_lifetime/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err111];
            } else {
              vErrors.push(err111);
            }
            errors++;
          }
          let data51 = data38.max_delegations;
          if (!(typeof data51 == "number" && (!(data51 % 1) && !isNaN(data51)) && isFinite(data51))) {
            const err112 = { instancePath: instancePath + "/authenticate/x509/max_delegations", schemaPath: "#/properties/authenticate/properties/x509/properties/max_delegations/type", keyword: "type", params: { type: "integer" } };
            if (vErrors === null) {
              vErrors = [err112];
            } else {
              vErrors.push(err112);
            }
            errors++;
          }
          if (typeof data51 == "number" && isFinite(data51)) {
            if (data51 > 50 || isNaN(data51)) {
              const err113 = { instancePath: instancePath + "/authenticate/x509/max_delegations", schemaPath: "#/properties/authenticate/properties/x509/properties/max_delegations/maximum", keyword: "maximum", params: { comparison: "<=", limit: 50 } };
              if (vErrors === null) {
                vErrors = [err113];
              } else {
                vErrors.push(err113);
              }
              errors++;
            }
            if (data51 < 0 || isNaN(data51)) {
              const err114 = { instancePath: instancePath + "/authenticate/x509/max_delegations", schemaPath: "#/properties/authenticate/properties/x509/properties/max_delegations/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
              if (vErrors === null) {
                vErrors = [err114];
              } else {
                vErrors.push(err114);
              }
              errors++;
            }
          }
          let data52 = data38.max_file_size;
          if (typeof data52 === "string") {
            if (!pattern21.test(data52)) {
              const err115 = { instancePath: instancePath + "/authenticate/x509/max_file_size", schemaPath: "#/properties/authenticate/properties/x509/properties/max_file_size/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,8})(?:B|KiB|MiB)$" } };
              if (vErrors === null) {
                vErrors = [err115];
              } else {
                vErrors.push(err115);
              }
              errors++;
            }
          } else {
            const err116 = { instancePath: instancePath + "/authenticate/x509/max_file_size", schemaPath: "#/properties/authenticate/properties/x509/properties/max_file_size/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err116];
            } else {
              vErrors.push(err116);
            }
            errors++;
          }
          let data53 = data38.min_rsa_bits;
          if (!(typeof data53 == "number" && (!(data53 % 1) && !isNaN(data53)) && isFinite(data53))) {
            const err117 = { instancePath: instancePath + "/authenticate/x509/min_rsa_bits", schemaPath: "#/properties/authenticate/properties/x509/properties/min_rsa_bits/type", keyword: "type", params: { type: "integer" } };
            if (vErrors === null) {
              vErrors = [err117];
            } else {
              vErrors.push(err117);
            }
            errors++;
          }
          if (typeof data53 == "number" && isFinite(data53)) {
            if (data53 > 16384 || isNaN(data53)) {
              const err118 = { instancePath: instancePath + "/authenticate/x509/min_rsa_bits", schemaPath: "#/properties/authenticate/properties/x509/properties/min_rsa_bits/maximum", keyword: "maximum", params: { comparison: "<=", limit: 16384 } };
              if (vErrors === null) {
                vErrors = [err118];
              } else {
                vErrors.push(err118);
              }
              errors++;
            }
            if (data53 < 1024 || isNaN(data53)) {
              const err119 = { instancePath: instancePath + "/authenticate/x509/min_rsa_bits", schemaPath: "#/properties/authenticate/properties/x509/properties/min_rsa_bits/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1024 } };
              if (vErrors === null) {
                vErrors = [err119];
              } else {
                vErrors.push(err119);
              }
              errors++;
            }
          }
          let data54 = data38.min_proxy_rsa_bits;
          if (!(typeof data54 == "number" && (!(data54 % 1) && !isNaN(data54)) && isFinite(data54))) {
            const err120 = { instancePath: instancePath + "/authenticate/x509/min_proxy_rsa_bits", schemaPath: "#/properties/authenticate/properties/x509/properties/min_proxy_rsa_bits/type", keyword: "type", params: { type: "integer" } };
            if (vErrors === null) {
              vErrors = [err120];
            } else {
              vErrors.push(err120);
            }
            errors++;
          }
          if (typeof data54 == "number" && isFinite(data54)) {
            if (data54 > 16384 || isNaN(data54)) {
              const err121 = { instancePath: instancePath + "/authenticate/x509/min_proxy_rsa_bits", schemaPath: "#/properties/authenticate/properties/x509/properties/min_proxy_rsa_bits/maximum", keyword: "maximum", params: { comparison: "<=", limit: 16384 } };
              if (vErrors === null) {
                vErrors = [err121];
              } else {
                vErrors.push(err121);
              }
              errors++;
            }
            if (data54 < 512 || isNaN(data54)) {
              const err122 = { instancePath: instancePath + "/authenticate/x509/min_proxy_rsa_bits", schemaPath: "#/properties/authenticate/properties/x509/properties/min_proxy_rsa_bits/minimum", keyword: "minimum", params: { comparison: ">=", limit: 512 } };
              if (vErrors === null) {
                vErrors = [err122];
              } else {
                vErrors.push(err122);
              }
              errors++;
            }
          }
          if (typeof data38.allow_sha1 !== "boolean") {
            const err123 = { instancePath: instancePath + "/authenticate/x509/allow_sha1", schemaPath: "#/properties/authenticate/properties/x509/properties/allow_sha1/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err123];
            } else {
              vErrors.push(err123);
            }
            errors++;
          }
          let data56 = data38.clock_skew;
          if (typeof data56 === "string") {
            if (!pattern20.test(data56)) {
              const err124 = { instancePath: instancePath + "/authenticate/x509/clock_skew", schemaPath: "#/properties/authenticate/properties/x509/properties/clock_skew/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
              if (vErrors === null) {
                vErrors = [err124];
              } else {
                vErrors.push(err124);
              }
              errors++;
            }
          } else {
            const err125 = { instancePath: instancePath + "/authenticate/x509/clock_skew", schemaPath: "#/properties/authenticate/properties/x509/properties/clock_skew/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err125];
            } else {
              vErrors.push(err125);
            }
            errors++;
          }
          let data57 = data38.voms;
          if (typeof data57 !== "string") {
            const err126 = { instancePath: instancePath + "/authenticate/x509/voms", schemaPath: "#/properties/authenticate/properties/x509/properties/voms/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err126];
            } else {
              vErrors.push(err126);
            }
            errors++;
          }
          if (!(data57 === "require" || data57 === "use" || data57 === "ignore")) {
            const err127 = { instancePath: instancePath + "/authenticate/x509/voms", schemaPath: "#/properties/authenticate/properties/x509/properties/voms/enum", keyword: "enum", params: { allowedValues: schema11.properties.authenticate.properties.x509.properties.voms.enum } };
            if (vErrors === null) {
              vErrors = [err127];
            } else {
              vErrors.push(err127);
            }
            errors++;
          }
          let data58 = data38.bad_attribute_certificate;
          if (typeof data58 !== "string") {
            const err128 = { instancePath: instancePath + "/authenticate/x509/bad_attribute_certificate", schemaPath: "#/properties/authenticate/properties/x509/properties/bad_attribute_certificate/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err128];
            } else {
              vErrors.push(err128);
            }
            errors++;
          }
          if (!(data58 === "refuse" || data58 === "ignore")) {
            const err129 = { instancePath: instancePath + "/authenticate/x509/bad_attribute_certificate", schemaPath: "#/properties/authenticate/properties/x509/properties/bad_attribute_certificate/enum", keyword: "enum", params: { allowedValues: schema11.properties.authenticate.properties.x509.properties.bad_attribute_certificate.enum } };
            if (vErrors === null) {
              vErrors = [err129];
            } else {
              vErrors.push(err129);
            }
            errors++;
          }
          if (data38.max_voms_lifetime !== void 0) {
            let data59 = data38.max_voms_lifetime;
            if (typeof data59 === "string") {
              if (!pattern20.test(data59)) {
                const err130 = { instancePath: instancePath + "/authenticate/x509/max_voms_lifetime", schemaPath: "#/properties/authenticate/properties/x509/properties/max_voms_lifetime/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
                if (vErrors === null) {
                  vErrors = [err130];
                } else {
                  vErrors.push(err130);
                }
                errors++;
              }
            } else {
              const err131 = { instancePath: instancePath + "/authenticate/x509/max_voms_lifetime", schemaPath: "#/properties/authenticate/properties/x509/properties/max_voms_lifetime/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err131];
              } else {
                vErrors.push(err131);
              }
              errors++;
            }
          }
          let data60 = data38.host_names;
          if (Array.isArray(data60)) {
            if (data60.length < 0) {
              const err132 = { instancePath: instancePath + "/authenticate/x509/host_names", schemaPath: "#/properties/authenticate/properties/x509/properties/host_names/minItems", keyword: "minItems", params: { limit: 0 } };
              if (vErrors === null) {
                vErrors = [err132];
              } else {
                vErrors.push(err132);
              }
              errors++;
            }
            const len14 = data60.length;
            for (let i27 = 0; i27 < len14; i27++) {
              let data61 = data60[i27];
              if (typeof data61 === "string") {
                if (!pattern24.test(data61)) {
                  const err133 = { instancePath: instancePath + "/authenticate/x509/host_names/" + i27, schemaPath: "#/properties/authenticate/properties/x509/properties/host_names/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$" } };
                  if (vErrors === null) {
                    vErrors = [err133];
                  } else {
                    vErrors.push(err133);
                  }
                  errors++;
                }
              } else {
                const err134 = { instancePath: instancePath + "/authenticate/x509/host_names/" + i27, schemaPath: "#/properties/authenticate/properties/x509/properties/host_names/items/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err134];
                } else {
                  vErrors.push(err134);
                }
                errors++;
              }
            }
            let i28 = data60.length;
            let j13;
            if (i28 > 1) {
              const indices13 = {};
              for (; i28--; ) {
                let item13 = data60[i28];
                if (typeof item13 !== "string") {
                  continue;
                }
                if (typeof indices13[item13] == "number") {
                  j13 = indices13[item13];
                  const err135 = { instancePath: instancePath + "/authenticate/x509/host_names", schemaPath: "#/properties/authenticate/properties/x509/properties/host_names/uniqueItems", keyword: "uniqueItems", params: { i: i28, j: j13 } };
                  if (vErrors === null) {
                    vErrors = [err135];
                  } else {
                    vErrors.push(err135);
                  }
                  errors++;
                  break;
                }
                indices13[item13] = i28;
              }
            }
          } else {
            const err136 = { instancePath: instancePath + "/authenticate/x509/host_names", schemaPath: "#/properties/authenticate/properties/x509/properties/host_names/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err136];
            } else {
              vErrors.push(err136);
            }
            errors++;
          }
        } else {
          const err137 = { instancePath: instancePath + "/authenticate/x509", schemaPath: "#/properties/authenticate/properties/x509/type", keyword: "type", params: { type: "object" } };
          if (vErrors === null) {
            vErrors = [err137];
          } else {
            vErrors.push(err137);
          }
          errors++;
        }
      }
      if (data37.munge !== void 0) {
        let data62 = data37.munge;
        if (data62 && typeof data62 == "object" && !Array.isArray(data62)) {
          if (data62.max_age === void 0) {
            data62.max_age = "5m";
          }
          if (data62.program === void 0) {
            data62.program = "/usr/bin/unmunge";
          }
          if (data62.hosts === void 0) {
            data62.hosts = [];
          }
          if (data62.any_node === void 0) {
            data62.any_node = false;
          }
          if (data62.ledger === void 0) {
            data62.ledger = "/var/lib/mapexec/cache/munge";
          }
          for (const key7 in data62) {
            if (!(key7 === "socket" || key7 === "max_age" || key7 === "program" || key7 === "hosts" || key7 === "any_node" || key7 === "ledger")) {
              const err138 = { instancePath: instancePath + "/authenticate/munge", schemaPath: "#/properties/authenticate/properties/munge/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key7 } };
              if (vErrors === null) {
                vErrors = [err138];
              } else {
                vErrors.push(err138);
              }
              errors++;
            }
          }
          if (data62.socket !== void 0) {
            let data63 = data62.socket;
            if (typeof data63 === "string") {
              if (!pattern1.test(data63)) {
                const err139 = { instancePath: instancePath + "/authenticate/munge/socket", schemaPath: "#/properties/authenticate/properties/munge/properties/socket/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" } };
                if (vErrors === null) {
                  vErrors = [err139];
                } else {
                  vErrors.push(err139);
                }
                errors++;
              }
            } else {
              const err140 = { instancePath: instancePath + "/authenticate/munge/socket", schemaPath: "#/properties/authenticate/properties/munge/properties/socket/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err140];
              } else {
                vErrors.push(err140);
              }
              errors++;
            }
          }
          let data64 = data62.max_age;
          if (typeof data64 === "string") {
            if (!pattern20.test(data64)) {
              const err141 = { instancePath: instancePath + "/authenticate/munge/max_age", schemaPath: "#/properties/authenticate/properties/munge/properties/max_age/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
              if (vErrors === null) {
                vErrors = [err141];
              } else {
                vErrors.push(err141);
              }
              errors++;
            }
          } else {
            const err142 = { instancePath: instancePath + "/authenticate/munge/max_age", schemaPath: "#/properties/authenticate/properties/munge/properties/max_age/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err142];
            } else {
              vErrors.push(err142);
            }
            errors++;
          }
          let data65 = data62.program;
          if (typeof data65 === "string") {
            if (!pattern1.test(data65)) {
              const err143 = { instancePath: instancePath + "/authenticate/munge/program", schemaPath: "#/properties/authenticate/properties/munge/properties/program/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" } };
              if (vErrors === null) {
                vErrors = [err143];
              } else {
                vErrors.push(err143);
              }
              errors++;
            }
          } else {
            const err144 = { instancePath: instancePath + "/authenticate/munge/program", schemaPath: "#/properties/authenticate/properties/munge/properties/program/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err144];
            } else {
              vErrors.push(err144);
            }
            errors++;
          }
          let data66 = data62.hosts;
          if (Array.isArray(data66)) {
            if (data66.length < 0) {
              const err145 = { instancePath: instancePath + "/authenticate/munge/hosts", schemaPath: "#/properties/authenticate/properties/munge/properties/hosts/minItems", keyword: "minItems", params: { limit: 0 } };
              if (vErrors === null) {
                vErrors = [err145];
              } else {
                vErrors.push(err145);
              }
              errors++;
            }
            const len15 = data66.length;
            for (let i29 = 0; i29 < len15; i29++) {
              let data67 = data66[i29];
              if (typeof data67 === "string") {
                if (!pattern28.test(data67)) {
                  const err146 = { instancePath: instancePath + "/authenticate/munge/hosts/" + i29, schemaPath: "#/properties/authenticate/properties/munge/properties/hosts/items/pattern", keyword: "pattern", params: { pattern: "^[0-9A-Fa-f.:]{2,45}$" } };
                  if (vErrors === null) {
                    vErrors = [err146];
                  } else {
                    vErrors.push(err146);
                  }
                  errors++;
                }
              } else {
                const err147 = { instancePath: instancePath + "/authenticate/munge/hosts/" + i29, schemaPath: "#/properties/authenticate/properties/munge/properties/hosts/items/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err147];
                } else {
                  vErrors.push(err147);
                }
                errors++;
              }
            }
            let i30 = data66.length;
            let j14;
            if (i30 > 1) {
              const indices14 = {};
              for (; i30--; ) {
                let item14 = data66[i30];
                if (typeof item14 !== "string") {
                  continue;
                }
                if (typeof indices14[item14] == "number") {
                  j14 = indices14[item14];
                  const err148 = { instancePath: instancePath + "/authenticate/munge/hosts", schemaPath: "#/properties/authenticate/properties/munge/properties/hosts/uniqueItems", keyword: "uniqueItems", params: { i: i30, j: j14 } };
                  if (vErrors === null) {
                    vErrors = [err148];
                  } else {
                    vErrors.push(err148);
                  }
                  errors++;
                  break;
                }
                indices14[item14] = i30;
              }
            }
          } else {
            const err149 = { instancePath: instancePath + "/authenticate/munge/hosts", schemaPath: "#/properties/authenticate/properties/munge/properties/hosts/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err149];
            } else {
              vErrors.push(err149);
            }
            errors++;
          }
          if (typeof data62.any_node !== "boolean") {
            const err150 = { instancePath: instancePath + "/authenticate/munge/any_node", schemaPath: "#/properties/authenticate/properties/munge/properties/any_node/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err150];
            } else {
              vErrors.push(err150);
            }
            errors++;
          }
          let data69 = data62.ledger;
          if (typeof data69 === "string") {
            if (!pattern1.test(data69)) {
              const err151 = { instancePath: instancePath + "/authenticate/munge/ledger", schemaPath: "#/properties/authenticate/properties/munge/properties/ledger/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" } };
              if (vErrors === null) {
                vErrors = [err151];
              } else {
                vErrors.push(err151);
              }
              errors++;
            }
          } else {
            const err152 = { instancePath: instancePath + "/authenticate/munge/ledger", schemaPath: "#/properties/authenticate/properties/munge/properties/ledger/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err152];
            } else {
              vErrors.push(err152);
            }
            errors++;
          }
        } else {
          const err153 = { instancePath: instancePath + "/authenticate/munge", schemaPath: "#/properties/authenticate/properties/munge/type", keyword: "type", params: { type: "object" } };
          if (vErrors === null) {
            vErrors = [err153];
          } else {
            vErrors.push(err153);
          }
          errors++;
        }
      }
      let data70 = data37.oidc;
      if (Array.isArray(data70)) {
        const len16 = data70.length;
        for (let i31 = 0; i31 < len16; i31++) {
          let data71 = data70[i31];
          if (data71 && typeof data71 == "object" && !Array.isArray(data71)) {
            if (data71.algorithms === void 0) {
              data71.algorithms = ["RS256", "ES256"];
            }
            if (data71.leeway === void 0) {
              data71.leeway = "30s";
            }
            if (data71.types === void 0) {
              data71.types = ["JWT", "at+jwt"];
            }
            if (data71.require === void 0) {
              data71.require = {};
            }
            if (data71.claims === void 0) {
              data71.claims = {};
            }
            if (data71.ci_only === void 0) {
              data71.ci_only = false;
            }
            if (data71.keys_directory === void 0) {
              data71.keys_directory = "/var/lib/mapexec/cache/jwks";
            }
            if (data71.keys_max_age === void 0) {
              data71.keys_max_age = "1d";
            }
            if (data71.keys_max_stale === void 0) {
              data71.keys_max_stale = "1d";
            }
            if (data71.fetch_timeout === void 0) {
              data71.fetch_timeout = "5s";
            }
            if (data71.name === void 0) {
              const err154 = { instancePath: instancePath + "/authenticate/oidc/" + i31, schemaPath: "#/properties/authenticate/properties/oidc/items/required", keyword: "required", params: { missingProperty: "name" } };
              if (vErrors === null) {
                vErrors = [err154];
              } else {
                vErrors.push(err154);
              }
              errors++;
            }
            if (data71.issuer === void 0) {
              const err155 = { instancePath: instancePath + "/authenticate/oidc/" + i31, schemaPath: "#/properties/authenticate/properties/oidc/items/required", keyword: "required", params: { missingProperty: "issuer" } };
              if (vErrors === null) {
                vErrors = [err155];
              } else {
                vErrors.push(err155);
              }
              errors++;
            }
            if (data71.audience === void 0) {
              const err156 = { instancePath: instancePath + "/authenticate/oidc/" + i31, schemaPath: "#/properties/authenticate/properties/oidc/items/required", keyword: "required", params: { missingProperty: "audience" } };
              if (vErrors === null) {
                vErrors = [err156];
              } else {
                vErrors.push(err156);
              }
              errors++;
            }
            for (const key8 in data71) {
              if (!func2.call(schema11.properties.authenticate.properties.oidc.items.properties, key8)) {
                const err157 = { instancePath: instancePath + "/authenticate/oidc/" + i31, schemaPath: "#/properties/authenticate/properties/oidc/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key8 } };
                if (vErrors === null) {
                  vErrors = [err157];
                } else {
                  vErrors.push(err157);
                }
                errors++;
              }
            }
            if (data71.name !== void 0) {
              let data72 = data71.name;
              if (typeof data72 === "string") {
                if (!pattern8.test(data72)) {
                  const err158 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/name", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/name/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" } };
                  if (vErrors === null) {
                    vErrors = [err158];
                  } else {
                    vErrors.push(err158);
                  }
                  errors++;
                }
              } else {
                const err159 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/name", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/name/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err159];
                } else {
                  vErrors.push(err159);
                }
                errors++;
              }
            }
            if (data71.issuer !== void 0) {
              let data73 = data71.issuer;
              if (typeof data73 === "string") {
                if (!pattern31.test(data73)) {
                  const err160 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/issuer", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/issuer/pattern", keyword: "pattern", params: { pattern: "^https://[^\\s/?#@]+(?:/[^\\s?#]*)?$" } };
                  if (vErrors === null) {
                    vErrors = [err160];
                  } else {
                    vErrors.push(err160);
                  }
                  errors++;
                }
              } else {
                const err161 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/issuer", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/issuer/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err161];
                } else {
                  vErrors.push(err161);
                }
                errors++;
              }
            }
            if (data71.audience !== void 0) {
              let data74 = data71.audience;
              if (Array.isArray(data74)) {
                if (data74.length < 1) {
                  const err162 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/audience", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/audience/minItems", keyword: "minItems", params: { limit: 1 } };
                  if (vErrors === null) {
                    vErrors = [err162];
                  } else {
                    vErrors.push(err162);
                  }
                  errors++;
                }
                const len17 = data74.length;
                for (let i32 = 0; i32 < len17; i32++) {
                  let data75 = data74[i32];
                  if (typeof data75 === "string") {
                    if (!pattern32.test(data75)) {
                      const err163 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/audience/" + i32, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/audience/items/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]+$" } };
                      if (vErrors === null) {
                        vErrors = [err163];
                      } else {
                        vErrors.push(err163);
                      }
                      errors++;
                    }
                  } else {
                    const err164 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/audience/" + i32, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/audience/items/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err164];
                    } else {
                      vErrors.push(err164);
                    }
                    errors++;
                  }
                }
                let i33 = data74.length;
                let j15;
                if (i33 > 1) {
                  const indices15 = {};
                  for (; i33--; ) {
                    let item15 = data74[i33];
                    if (typeof item15 !== "string") {
                      continue;
                    }
                    if (typeof indices15[item15] == "number") {
                      j15 = indices15[item15];
                      const err165 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/audience", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/audience/uniqueItems", keyword: "uniqueItems", params: { i: i33, j: j15 } };
                      if (vErrors === null) {
                        vErrors = [err165];
                      } else {
                        vErrors.push(err165);
                      }
                      errors++;
                      break;
                    }
                    indices15[item15] = i33;
                  }
                }
              } else {
                const err166 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/audience", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/audience/type", keyword: "type", params: { type: "array" } };
                if (vErrors === null) {
                  vErrors = [err166];
                } else {
                  vErrors.push(err166);
                }
                errors++;
              }
            }
            let data76 = data71.algorithms;
            if (Array.isArray(data76)) {
              if (data76.length < 1) {
                const err167 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/algorithms", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/algorithms/minItems", keyword: "minItems", params: { limit: 1 } };
                if (vErrors === null) {
                  vErrors = [err167];
                } else {
                  vErrors.push(err167);
                }
                errors++;
              }
              const len18 = data76.length;
              for (let i34 = 0; i34 < len18; i34++) {
                let data77 = data76[i34];
                if (typeof data77 !== "string") {
                  const err168 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/algorithms/" + i34, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/algorithms/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err168];
                  } else {
                    vErrors.push(err168);
                  }
                  errors++;
                }
                if (!(data77 === "RS256" || data77 === "RS384" || data77 === "RS512" || data77 === "PS256" || data77 === "PS384" || data77 === "PS512" || data77 === "ES256" || data77 === "ES384" || data77 === "ES512" || data77 === "EdDSA")) {
                  const err169 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/algorithms/" + i34, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/algorithms/items/enum", keyword: "enum", params: { allowedValues: schema11.properties.authenticate.properties.oidc.items.properties.algorithms.items.enum } };
                  if (vErrors === null) {
                    vErrors = [err169];
                  } else {
                    vErrors.push(err169);
                  }
                  errors++;
                }
              }
              let i35 = data76.length;
              let j16;
              if (i35 > 1) {
                const indices16 = {};
                for (; i35--; ) {
                  let item16 = data76[i35];
                  if (typeof item16 !== "string") {
                    continue;
                  }
                  if (typeof indices16[item16] == "number") {
                    j16 = indices16[item16];
                    const err170 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/algorithms", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/algorithms/uniqueItems", keyword: "uniqueItems", params: { i: i35, j: j16 } };
                    if (vErrors === null) {
                      vErrors = [err170];
                    } else {
                      vErrors.push(err170);
                    }
                    errors++;
                    break;
                  }
                  indices16[item16] = i35;
                }
              }
            } else {
              const err171 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/algorithms", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/algorithms/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err171];
              } else {
                vErrors.push(err171);
              }
              errors++;
            }
            if (data71.jwks_file !== void 0) {
              let data78 = data71.jwks_file;
              if (typeof data78 === "string") {
                if (!pattern16.test(data78)) {
                  const err172 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/jwks_file", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/jwks_file/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
                  if (vErrors === null) {
                    vErrors = [err172];
                  } else {
                    vErrors.push(err172);
                  }
                  errors++;
                }
              } else {
                const err173 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/jwks_file", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/jwks_file/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err173];
                } else {
                  vErrors.push(err173);
                }
                errors++;
              }
            }
            if (data71.jwks_url !== void 0) {
              let data79 = data71.jwks_url;
              if (typeof data79 === "string") {
                if (!pattern31.test(data79)) {
                  const err174 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/jwks_url", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/jwks_url/pattern", keyword: "pattern", params: { pattern: "^https://[^\\s/?#@]+(?:/[^\\s?#]*)?$" } };
                  if (vErrors === null) {
                    vErrors = [err174];
                  } else {
                    vErrors.push(err174);
                  }
                  errors++;
                }
              } else {
                const err175 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/jwks_url", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/jwks_url/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err175];
                } else {
                  vErrors.push(err175);
                }
                errors++;
              }
            }
            if (data71.ca_file !== void 0) {
              let data80 = data71.ca_file;
              if (typeof data80 === "string") {
                if (!pattern16.test(data80)) {
                  const err176 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/ca_file", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/ca_file/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
                  if (vErrors === null) {
                    vErrors = [err176];
                  } else {
                    vErrors.push(err176);
                  }
                  errors++;
                }
              } else {
                const err177 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/ca_file", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/ca_file/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err177];
                } else {
                  vErrors.push(err177);
                }
                errors++;
              }
            }
            if (data71.subject_claim !== void 0) {
              let data81 = data71.subject_claim;
              if (typeof data81 === "string") {
                if (!pattern36.test(data81)) {
                  const err178 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/subject_claim", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/subject_claim/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                  if (vErrors === null) {
                    vErrors = [err178];
                  } else {
                    vErrors.push(err178);
                  }
                  errors++;
                }
              } else {
                const err179 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/subject_claim", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/subject_claim/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err179];
                } else {
                  vErrors.push(err179);
                }
                errors++;
              }
            }
            if (data71.user_claim !== void 0) {
              let data82 = data71.user_claim;
              if (typeof data82 === "string") {
                if (!pattern36.test(data82)) {
                  const err180 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/user_claim", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/user_claim/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                  if (vErrors === null) {
                    vErrors = [err180];
                  } else {
                    vErrors.push(err180);
                  }
                  errors++;
                }
              } else {
                const err181 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/user_claim", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/user_claim/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err181];
                } else {
                  vErrors.push(err181);
                }
                errors++;
              }
            }
            if (data71.groups_claim !== void 0) {
              let data83 = data71.groups_claim;
              if (typeof data83 === "string") {
                if (!pattern36.test(data83)) {
                  const err182 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/groups_claim", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/groups_claim/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                  if (vErrors === null) {
                    vErrors = [err182];
                  } else {
                    vErrors.push(err182);
                  }
                  errors++;
                }
              } else {
                const err183 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/groups_claim", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/groups_claim/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err183];
                } else {
                  vErrors.push(err183);
                }
                errors++;
              }
            }
            let data84 = data71.leeway;
            if (typeof data84 === "string") {
              if (!pattern20.test(data84)) {
                const err184 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/leeway", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/leeway/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
                if (vErrors === null) {
                  vErrors = [err184];
                } else {
                  vErrors.push(err184);
                }
                errors++;
              }
            } else {
              const err185 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/leeway", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/leeway/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err185];
              } else {
                vErrors.push(err185);
              }
              errors++;
            }
            let data85 = data71.types;
            if (Array.isArray(data85)) {
              if (data85.length < 0) {
                const err186 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/types", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/types/minItems", keyword: "minItems", params: { limit: 0 } };
                if (vErrors === null) {
                  vErrors = [err186];
                } else {
                  vErrors.push(err186);
                }
                errors++;
              }
              const len19 = data85.length;
              for (let i36 = 0; i36 < len19; i36++) {
                let data86 = data85[i36];
                if (typeof data86 === "string") {
                  if (!pattern32.test(data86)) {
                    const err187 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/types/" + i36, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/types/items/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]+$" } };
                    if (vErrors === null) {
                      vErrors = [err187];
                    } else {
                      vErrors.push(err187);
                    }
                    errors++;
                  }
                } else {
                  const err188 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/types/" + i36, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/types/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err188];
                  } else {
                    vErrors.push(err188);
                  }
                  errors++;
                }
              }
              let i37 = data85.length;
              let j17;
              if (i37 > 1) {
                const indices17 = {};
                for (; i37--; ) {
                  let item17 = data85[i37];
                  if (typeof item17 !== "string") {
                    continue;
                  }
                  if (typeof indices17[item17] == "number") {
                    j17 = indices17[item17];
                    const err189 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/types", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/types/uniqueItems", keyword: "uniqueItems", params: { i: i37, j: j17 } };
                    if (vErrors === null) {
                      vErrors = [err189];
                    } else {
                      vErrors.push(err189);
                    }
                    errors++;
                    break;
                  }
                  indices17[item17] = i37;
                }
              }
            } else {
              const err190 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/types", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/types/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err190];
              } else {
                vErrors.push(err190);
              }
              errors++;
            }
            if (data71.max_lifetime !== void 0) {
              let data87 = data71.max_lifetime;
              if (typeof data87 === "string") {
                if (!pattern20.test(data87)) {
                  const err191 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/max_lifetime", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/max_lifetime/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
                  if (vErrors === null) {
                    vErrors = [err191];
                  } else {
                    vErrors.push(err191);
                  }
                  errors++;
                }
              } else {
                const err192 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/max_lifetime", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/max_lifetime/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err192];
                } else {
                  vErrors.push(err192);
                }
                errors++;
              }
            }
            let data88 = data71.require;
            if (data88 && typeof data88 == "object" && !Array.isArray(data88)) {
              for (const key9 in data88) {
                if (!pattern36.test(key9)) {
                  const err193 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/require", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/require/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key9 } };
                  if (vErrors === null) {
                    vErrors = [err193];
                  } else {
                    vErrors.push(err193);
                  }
                  errors++;
                }
              }
              for (const key10 in data88) {
                if (pattern36.test(key10)) {
                  let data89 = data88[key10];
                  if (Array.isArray(data89)) {
                    if (data89.length < 1) {
                      const err194 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/require/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/authenticate/properties/oidc/items/properties/require/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_.%3A~1-%5D%7B0%2C127%7D%24/minItems", keyword: "minItems", params: { limit: 1 } };
                      if (vErrors === null) {
                        vErrors = [err194];
                      } else {
                        vErrors.push(err194);
                      }
                      errors++;
                    }
                    const len20 = data89.length;
                    for (let i38 = 0; i38 < len20; i38++) {
                      let data90 = data89[i38];
                      if (typeof data90 === "string") {
                        if (!pattern32.test(data90)) {
                          const err195 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/require/" + key10.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i38, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/require/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_.%3A~1-%5D%7B0%2C127%7D%24/items/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]+$" } };
                          if (vErrors === null) {
                            vErrors = [err195];
                          } else {
                            vErrors.push(err195);
                          }
                          errors++;
                        }
                      } else {
                        const err196 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/require/" + key10.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i38, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/require/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_.%3A~1-%5D%7B0%2C127%7D%24/items/type", keyword: "type", params: { type: "string" } };
                        if (vErrors === null) {
                          vErrors = [err196];
                        } else {
                          vErrors.push(err196);
                        }
                        errors++;
                      }
                    }
                    let i39 = data89.length;
                    let j18;
                    if (i39 > 1) {
                      const indices18 = {};
                      for (; i39--; ) {
                        let item18 = data89[i39];
                        if (typeof item18 !== "string") {
                          continue;
                        }
                        if (typeof indices18[item18] == "number") {
                          j18 = indices18[item18];
                          const err197 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/require/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/authenticate/properties/oidc/items/properties/require/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_.%3A~1-%5D%7B0%2C127%7D%24/uniqueItems", keyword: "uniqueItems", params: { i: i39, j: j18 } };
                          if (vErrors === null) {
                            vErrors = [err197];
                          } else {
                            vErrors.push(err197);
                          }
                          errors++;
                          break;
                        }
                        indices18[item18] = i39;
                      }
                    }
                  } else {
                    const err198 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/require/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/authenticate/properties/oidc/items/properties/require/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_.%3A~1-%5D%7B0%2C127%7D%24/type", keyword: "type", params: { type: "array" } };
                    if (vErrors === null) {
                      vErrors = [err198];
                    } else {
                      vErrors.push(err198);
                    }
                    errors++;
                  }
                }
              }
            } else {
              const err199 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/require", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/require/type", keyword: "type", params: { type: "object" } };
              if (vErrors === null) {
                vErrors = [err199];
              } else {
                vErrors.push(err199);
              }
              errors++;
            }
            let data91 = data71.claims;
            if (data91 && typeof data91 == "object" && !Array.isArray(data91)) {
              if (data91.project === void 0) {
                data91.project = ["job_project_path", "project_path"];
              }
              if (data91.project_id === void 0) {
                data91.project_id = ["job_project_id", "project_id"];
              }
              if (data91.source === void 0) {
                data91.source = "pipeline_source";
              }
              if (data91.protected_ref === void 0) {
                data91.protected_ref = "ref_protected";
              }
              if (data91.job === void 0) {
                data91.job = "job_id";
              }
              if (data91.pipeline === void 0) {
                data91.pipeline = "pipeline_id";
              }
              if (data91.runner === void 0) {
                data91.runner = "runner_id";
              }
              for (const key11 in data91) {
                if (!(key11 === "user_id" || key11 === "project" || key11 === "project_id" || key11 === "source" || key11 === "protected_ref" || key11 === "job" || key11 === "pipeline" || key11 === "runner")) {
                  const err200 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key11 } };
                  if (vErrors === null) {
                    vErrors = [err200];
                  } else {
                    vErrors.push(err200);
                  }
                  errors++;
                }
              }
              if (data91.user_id !== void 0) {
                let data92 = data91.user_id;
                if (typeof data92 === "string") {
                  if (!pattern36.test(data92)) {
                    const err201 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/user_id", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/user_id/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                    if (vErrors === null) {
                      vErrors = [err201];
                    } else {
                      vErrors.push(err201);
                    }
                    errors++;
                  }
                } else {
                  const err202 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/user_id", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/user_id/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err202];
                  } else {
                    vErrors.push(err202);
                  }
                  errors++;
                }
              }
              let data93 = data91.project;
              if (Array.isArray(data93)) {
                if (data93.length < 1) {
                  const err203 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/project", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project/minItems", keyword: "minItems", params: { limit: 1 } };
                  if (vErrors === null) {
                    vErrors = [err203];
                  } else {
                    vErrors.push(err203);
                  }
                  errors++;
                }
                const len21 = data93.length;
                for (let i40 = 0; i40 < len21; i40++) {
                  let data94 = data93[i40];
                  if (typeof data94 === "string") {
                    if (!pattern36.test(data94)) {
                      const err204 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/project/" + i40, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                      if (vErrors === null) {
                        vErrors = [err204];
                      } else {
                        vErrors.push(err204);
                      }
                      errors++;
                    }
                  } else {
                    const err205 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/project/" + i40, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project/items/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err205];
                    } else {
                      vErrors.push(err205);
                    }
                    errors++;
                  }
                }
                let i41 = data93.length;
                let j19;
                if (i41 > 1) {
                  const indices19 = {};
                  for (; i41--; ) {
                    let item19 = data93[i41];
                    if (typeof item19 !== "string") {
                      continue;
                    }
                    if (typeof indices19[item19] == "number") {
                      j19 = indices19[item19];
                      const err206 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/project", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project/uniqueItems", keyword: "uniqueItems", params: { i: i41, j: j19 } };
                      if (vErrors === null) {
                        vErrors = [err206];
                      } else {
                        vErrors.push(err206);
                      }
                      errors++;
                      break;
                    }
                    indices19[item19] = i41;
                  }
                }
              } else {
                const err207 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/project", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project/type", keyword: "type", params: { type: "array" } };
                if (vErrors === null) {
                  vErrors = [err207];
                } else {
                  vErrors.push(err207);
                }
                errors++;
              }
              let data95 = data91.project_id;
              if (Array.isArray(data95)) {
                if (data95.length < 1) {
                  const err208 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/project_id", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project_id/minItems", keyword: "minItems", params: { limit: 1 } };
                  if (vErrors === null) {
                    vErrors = [err208];
                  } else {
                    vErrors.push(err208);
                  }
                  errors++;
                }
                const len22 = data95.length;
                for (let i42 = 0; i42 < len22; i42++) {
                  let data96 = data95[i42];
                  if (typeof data96 === "string") {
                    if (!pattern36.test(data96)) {
                      const err209 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/project_id/" + i42, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project_id/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                      if (vErrors === null) {
                        vErrors = [err209];
                      } else {
                        vErrors.push(err209);
                      }
                      errors++;
                    }
                  } else {
                    const err210 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/project_id/" + i42, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project_id/items/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err210];
                    } else {
                      vErrors.push(err210);
                    }
                    errors++;
                  }
                }
                let i43 = data95.length;
                let j20;
                if (i43 > 1) {
                  const indices20 = {};
                  for (; i43--; ) {
                    let item20 = data95[i43];
                    if (typeof item20 !== "string") {
                      continue;
                    }
                    if (typeof indices20[item20] == "number") {
                      j20 = indices20[item20];
                      const err211 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/project_id", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project_id/uniqueItems", keyword: "uniqueItems", params: { i: i43, j: j20 } };
                      if (vErrors === null) {
                        vErrors = [err211];
                      } else {
                        vErrors.push(err211);
                      }
                      errors++;
                      break;
                    }
                    indices20[item20] = i43;
                  }
                }
              } else {
                const err212 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/project_id", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project_id/type", keyword: "type", params: { type: "array" } };
                if (vErrors === null) {
                  vErrors = [err212];
                } else {
                  vErrors.push(err212);
                }
                errors++;
              }
              let data97 = data91.source;
              if (typeof data97 === "string") {
                if (!pattern36.test(data97)) {
                  const err213 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/source", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/source/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                  if (vErrors === null) {
                    vErrors = [err213];
                  } else {
                    vErrors.push(err213);
                  }
                  errors++;
                }
              } else {
                const err214 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/source", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/source/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err214];
                } else {
                  vErrors.push(err214);
                }
                errors++;
              }
              let data98 = data91.protected_ref;
              if (typeof data98 === "string") {
                if (!pattern36.test(data98)) {
                  const err215 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/protected_ref", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/protected_ref/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                  if (vErrors === null) {
                    vErrors = [err215];
                  } else {
                    vErrors.push(err215);
                  }
                  errors++;
                }
              } else {
                const err216 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/protected_ref", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/protected_ref/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err216];
                } else {
                  vErrors.push(err216);
                }
                errors++;
              }
              let data99 = data91.job;
              if (typeof data99 === "string") {
                if (!pattern36.test(data99)) {
                  const err217 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/job", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/job/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                  if (vErrors === null) {
                    vErrors = [err217];
                  } else {
                    vErrors.push(err217);
                  }
                  errors++;
                }
              } else {
                const err218 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/job", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/job/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err218];
                } else {
                  vErrors.push(err218);
                }
                errors++;
              }
              let data100 = data91.pipeline;
              if (typeof data100 === "string") {
                if (!pattern36.test(data100)) {
                  const err219 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/pipeline", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/pipeline/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                  if (vErrors === null) {
                    vErrors = [err219];
                  } else {
                    vErrors.push(err219);
                  }
                  errors++;
                }
              } else {
                const err220 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/pipeline", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/pipeline/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err220];
                } else {
                  vErrors.push(err220);
                }
                errors++;
              }
              let data101 = data91.runner;
              if (typeof data101 === "string") {
                if (!pattern36.test(data101)) {
                  const err221 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/runner", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/runner/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                  if (vErrors === null) {
                    vErrors = [err221];
                  } else {
                    vErrors.push(err221);
                  }
                  errors++;
                }
              } else {
                const err222 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims/runner", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/runner/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err222];
                } else {
                  vErrors.push(err222);
                }
                errors++;
              }
            } else {
              const err223 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/claims", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/type", keyword: "type", params: { type: "object" } };
              if (vErrors === null) {
                vErrors = [err223];
              } else {
                vErrors.push(err223);
              }
              errors++;
            }
            if (typeof data71.ci_only !== "boolean") {
              const err224 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/ci_only", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/ci_only/type", keyword: "type", params: { type: "boolean" } };
              if (vErrors === null) {
                vErrors = [err224];
              } else {
                vErrors.push(err224);
              }
              errors++;
            }
            let data103 = data71.keys_directory;
            if (typeof data103 === "string") {
              if (!pattern1.test(data103)) {
                const err225 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/keys_directory", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/keys_directory/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" } };
                if (vErrors === null) {
                  vErrors = [err225];
                } else {
                  vErrors.push(err225);
                }
                errors++;
              }
            } else {
              const err226 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/keys_directory", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/keys_directory/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err226];
              } else {
                vErrors.push(err226);
              }
              errors++;
            }
            let data104 = data71.keys_max_age;
            if (typeof data104 === "string") {
              if (!pattern20.test(data104)) {
                const err227 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/keys_max_age", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/keys_max_age/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
                if (vErrors === null) {
                  vErrors = [err227];
                } else {
                  vErrors.push(err227);
                }
                errors++;
              }
            } else {
              const err228 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/keys_max_age", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/keys_max_age/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err228];
              } else {
                vErrors.push(err228);
              }
              errors++;
            }
            let data105 = data71.keys_max_stale;
            if (typeof data105 === "string") {
              if (!pattern20.test(data105)) {
                const err229 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/keys_max_stale", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/keys_max_stale/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
                if (vErrors === null) {
                  vErrors = [err229];
                } else {
                  vErrors.push(err229);
                }
                errors++;
              }
            } else {
              const err230 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/keys_max_stale", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/keys_max_stale/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err230];
              } else {
                vErrors.push(err230);
              }
              errors++;
            }
            let data106 = data71.fetch_timeout;
            if (typeof data106 === "string") {
              if (!pattern2.test(data106)) {
                const err231 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/fetch_timeout", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/fetch_timeout/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$" } };
                if (vErrors === null) {
                  vErrors = [err231];
                } else {
                  vErrors.push(err231);
                }
                errors++;
              }
            } else {
              const err232 = { instancePath: instancePath + "/authenticate/oidc/" + i31 + "/fetch_timeout", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/fetch_timeout/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err232];
              } else {
                vErrors.push(err232);
              }
              errors++;
            }
          } else {
            const err233 = { instancePath: instancePath + "/authenticate/oidc/" + i31, schemaPath: "#/properties/authenticate/properties/oidc/items/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err233];
            } else {
              vErrors.push(err233);
            }
            errors++;
          }
        }
      } else {
        const err234 = { instancePath: instancePath + "/authenticate/oidc", schemaPath: "#/properties/authenticate/properties/oidc/type", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err234];
        } else {
          vErrors.push(err234);
        }
        errors++;
      }
      if (typeof data37.unix !== "boolean") {
        const err235 = { instancePath: instancePath + "/authenticate/unix", schemaPath: "#/properties/authenticate/properties/unix/type", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err235];
        } else {
          vErrors.push(err235);
        }
        errors++;
      }
    } else {
      const err236 = { instancePath: instancePath + "/authenticate", schemaPath: "#/properties/authenticate/type", keyword: "type", params: { type: "object" } };
      if (vErrors === null) {
        vErrors = [err236];
      } else {
        vErrors.push(err236);
      }
      errors++;
    }
    let data108 = data.authorize;
    if (data108 && typeof data108 == "object" && !Array.isArray(data108)) {
      if (data108.ban_dn === void 0) {
        data108.ban_dn = [];
      }
      if (data108.ban_fqan === void 0) {
        data108.ban_fqan = [];
      }
      if (data108.ban_subject === void 0) {
        data108.ban_subject = [];
      }
      if (data108.allow_dn === void 0) {
        data108.allow_dn = [];
      }
      if (data108.allow_fqan === void 0) {
        data108.allow_fqan = [];
      }
      for (const key12 in data108) {
        if (!(key12 === "ban_dn" || key12 === "ban_fqan" || key12 === "ban_subject" || key12 === "allow_dn" || key12 === "allow_fqan")) {
          const err237 = { instancePath: instancePath + "/authorize", schemaPath: "#/properties/authorize/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key12 } };
          if (vErrors === null) {
            vErrors = [err237];
          } else {
            vErrors.push(err237);
          }
          errors++;
        }
      }
      let data109 = data108.ban_dn;
      if (Array.isArray(data109)) {
        if (data109.length < 0) {
          const err238 = { instancePath: instancePath + "/authorize/ban_dn", schemaPath: "#/properties/authorize/properties/ban_dn/minItems", keyword: "minItems", params: { limit: 0 } };
          if (vErrors === null) {
            vErrors = [err238];
          } else {
            vErrors.push(err238);
          }
          errors++;
        }
        const len23 = data109.length;
        for (let i44 = 0; i44 < len23; i44++) {
          let data110 = data109[i44];
          if (typeof data110 === "string") {
            if (!pattern16.test(data110)) {
              const err239 = { instancePath: instancePath + "/authorize/ban_dn/" + i44, schemaPath: "#/properties/authorize/properties/ban_dn/items/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
              if (vErrors === null) {
                vErrors = [err239];
              } else {
                vErrors.push(err239);
              }
              errors++;
            }
          } else {
            const err240 = { instancePath: instancePath + "/authorize/ban_dn/" + i44, schemaPath: "#/properties/authorize/properties/ban_dn/items/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err240];
            } else {
              vErrors.push(err240);
            }
            errors++;
          }
        }
        let i45 = data109.length;
        let j21;
        if (i45 > 1) {
          const indices21 = {};
          for (; i45--; ) {
            let item21 = data109[i45];
            if (typeof item21 !== "string") {
              continue;
            }
            if (typeof indices21[item21] == "number") {
              j21 = indices21[item21];
              const err241 = { instancePath: instancePath + "/authorize/ban_dn", schemaPath: "#/properties/authorize/properties/ban_dn/uniqueItems", keyword: "uniqueItems", params: { i: i45, j: j21 } };
              if (vErrors === null) {
                vErrors = [err241];
              } else {
                vErrors.push(err241);
              }
              errors++;
              break;
            }
            indices21[item21] = i45;
          }
        }
      } else {
        const err242 = { instancePath: instancePath + "/authorize/ban_dn", schemaPath: "#/properties/authorize/properties/ban_dn/type", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err242];
        } else {
          vErrors.push(err242);
        }
        errors++;
      }
      let data111 = data108.ban_fqan;
      if (Array.isArray(data111)) {
        if (data111.length < 0) {
          const err243 = { instancePath: instancePath + "/authorize/ban_fqan", schemaPath: "#/properties/authorize/properties/ban_fqan/minItems", keyword: "minItems", params: { limit: 0 } };
          if (vErrors === null) {
            vErrors = [err243];
          } else {
            vErrors.push(err243);
          }
          errors++;
        }
        const len24 = data111.length;
        for (let i46 = 0; i46 < len24; i46++) {
          let data112 = data111[i46];
          if (typeof data112 === "string") {
            if (!pattern16.test(data112)) {
              const err244 = { instancePath: instancePath + "/authorize/ban_fqan/" + i46, schemaPath: "#/properties/authorize/properties/ban_fqan/items/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
              if (vErrors === null) {
                vErrors = [err244];
              } else {
                vErrors.push(err244);
              }
              errors++;
            }
          } else {
            const err245 = { instancePath: instancePath + "/authorize/ban_fqan/" + i46, schemaPath: "#/properties/authorize/properties/ban_fqan/items/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err245];
            } else {
              vErrors.push(err245);
            }
            errors++;
          }
        }
        let i47 = data111.length;
        let j22;
        if (i47 > 1) {
          const indices22 = {};
          for (; i47--; ) {
            let item22 = data111[i47];
            if (typeof item22 !== "string") {
              continue;
            }
            if (typeof indices22[item22] == "number") {
              j22 = indices22[item22];
              const err246 = { instancePath: instancePath + "/authorize/ban_fqan", schemaPath: "#/properties/authorize/properties/ban_fqan/uniqueItems", keyword: "uniqueItems", params: { i: i47, j: j22 } };
              if (vErrors === null) {
                vErrors = [err246];
              } else {
                vErrors.push(err246);
              }
              errors++;
              break;
            }
            indices22[item22] = i47;
          }
        }
      } else {
        const err247 = { instancePath: instancePath + "/authorize/ban_fqan", schemaPath: "#/properties/authorize/properties/ban_fqan/type", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err247];
        } else {
          vErrors.push(err247);
        }
        errors++;
      }
      let data113 = data108.ban_subject;
      if (Array.isArray(data113)) {
        if (data113.length < 0) {
          const err248 = { instancePath: instancePath + "/authorize/ban_subject", schemaPath: "#/properties/authorize/properties/ban_subject/minItems", keyword: "minItems", params: { limit: 0 } };
          if (vErrors === null) {
            vErrors = [err248];
          } else {
            vErrors.push(err248);
          }
          errors++;
        }
        const len25 = data113.length;
        for (let i48 = 0; i48 < len25; i48++) {
          let data114 = data113[i48];
          if (typeof data114 === "string") {
            if (!pattern16.test(data114)) {
              const err249 = { instancePath: instancePath + "/authorize/ban_subject/" + i48, schemaPath: "#/properties/authorize/properties/ban_subject/items/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
              if (vErrors === null) {
                vErrors = [err249];
              } else {
                vErrors.push(err249);
              }
              errors++;
            }
          } else {
            const err250 = { instancePath: instancePath + "/authorize/ban_subject/" + i48, schemaPath: "#/properties/authorize/properties/ban_subject/items/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err250];
            } else {
              vErrors.push(err250);
            }
            errors++;
          }
        }
        let i49 = data113.length;
        let j23;
        if (i49 > 1) {
          const indices23 = {};
          for (; i49--; ) {
            let item23 = data113[i49];
            if (typeof item23 !== "string") {
              continue;
            }
            if (typeof indices23[item23] == "number") {
              j23 = indices23[item23];
              const err251 = { instancePath: instancePath + "/authorize/ban_subject", schemaPath: "#/properties/authorize/properties/ban_subject/uniqueItems", keyword: "uniqueItems", params: { i: i49, j: j23 } };
              if (vErrors === null) {
                vErrors = [err251];
              } else {
                vErrors.push(err251);
              }
              errors++;
              break;
            }
            indices23[item23] = i49;
          }
        }
      } else {
        const err252 = { instancePath: instancePath + "/authorize/ban_subject", schemaPath: "#/properties/authorize/properties/ban_subject/type", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err252];
        } else {
          vErrors.push(err252);
        }
        errors++;
      }
      let data115 = data108.allow_dn;
      if (Array.isArray(data115)) {
        if (data115.length < 0) {
          const err253 = { instancePath: instancePath + "/authorize/allow_dn", schemaPath: "#/properties/authorize/properties/allow_dn/minItems", keyword: "minItems", params: { limit: 0 } };
          if (vErrors === null) {
            vErrors = [err253];
          } else {
            vErrors.push(err253);
          }
          errors++;
        }
        const len26 = data115.length;
        for (let i50 = 0; i50 < len26; i50++) {
          let data116 = data115[i50];
          if (typeof data116 === "string") {
            if (!pattern16.test(data116)) {
              const err254 = { instancePath: instancePath + "/authorize/allow_dn/" + i50, schemaPath: "#/properties/authorize/properties/allow_dn/items/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
              if (vErrors === null) {
                vErrors = [err254];
              } else {
                vErrors.push(err254);
              }
              errors++;
            }
          } else {
            const err255 = { instancePath: instancePath + "/authorize/allow_dn/" + i50, schemaPath: "#/properties/authorize/properties/allow_dn/items/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err255];
            } else {
              vErrors.push(err255);
            }
            errors++;
          }
        }
        let i51 = data115.length;
        let j24;
        if (i51 > 1) {
          const indices24 = {};
          for (; i51--; ) {
            let item24 = data115[i51];
            if (typeof item24 !== "string") {
              continue;
            }
            if (typeof indices24[item24] == "number") {
              j24 = indices24[item24];
              const err256 = { instancePath: instancePath + "/authorize/allow_dn", schemaPath: "#/properties/authorize/properties/allow_dn/uniqueItems", keyword: "uniqueItems", params: { i: i51, j: j24 } };
              if (vErrors === null) {
                vErrors = [err256];
              } else {
                vErrors.push(err256);
              }
              errors++;
              break;
            }
            indices24[item24] = i51;
          }
        }
      } else {
        const err257 = { instancePath: instancePath + "/authorize/allow_dn", schemaPath: "#/properties/authorize/properties/allow_dn/type", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err257];
        } else {
          vErrors.push(err257);
        }
        errors++;
      }
      let data117 = data108.allow_fqan;
      if (Array.isArray(data117)) {
        if (data117.length < 0) {
          const err258 = { instancePath: instancePath + "/authorize/allow_fqan", schemaPath: "#/properties/authorize/properties/allow_fqan/minItems", keyword: "minItems", params: { limit: 0 } };
          if (vErrors === null) {
            vErrors = [err258];
          } else {
            vErrors.push(err258);
          }
          errors++;
        }
        const len27 = data117.length;
        for (let i52 = 0; i52 < len27; i52++) {
          let data118 = data117[i52];
          if (typeof data118 === "string") {
            if (!pattern16.test(data118)) {
              const err259 = { instancePath: instancePath + "/authorize/allow_fqan/" + i52, schemaPath: "#/properties/authorize/properties/allow_fqan/items/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
              if (vErrors === null) {
                vErrors = [err259];
              } else {
                vErrors.push(err259);
              }
              errors++;
            }
          } else {
            const err260 = { instancePath: instancePath + "/authorize/allow_fqan/" + i52, schemaPath: "#/properties/authorize/properties/allow_fqan/items/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err260];
            } else {
              vErrors.push(err260);
            }
            errors++;
          }
        }
        let i53 = data117.length;
        let j25;
        if (i53 > 1) {
          const indices25 = {};
          for (; i53--; ) {
            let item25 = data117[i53];
            if (typeof item25 !== "string") {
              continue;
            }
            if (typeof indices25[item25] == "number") {
              j25 = indices25[item25];
              const err261 = { instancePath: instancePath + "/authorize/allow_fqan", schemaPath: "#/properties/authorize/properties/allow_fqan/uniqueItems", keyword: "uniqueItems", params: { i: i53, j: j25 } };
              if (vErrors === null) {
                vErrors = [err261];
              } else {
                vErrors.push(err261);
              }
              errors++;
              break;
            }
            indices25[item25] = i53;
          }
        }
      } else {
        const err262 = { instancePath: instancePath + "/authorize/allow_fqan", schemaPath: "#/properties/authorize/properties/allow_fqan/type", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err262];
        } else {
          vErrors.push(err262);
        }
        errors++;
      }
    } else {
      const err263 = { instancePath: instancePath + "/authorize", schemaPath: "#/properties/authorize/type", keyword: "type", params: { type: "object" } };
      if (vErrors === null) {
        vErrors = [err263];
      } else {
        vErrors.push(err263);
      }
      errors++;
    }
    let data119 = data.map;
    if (Array.isArray(data119)) {
      const len28 = data119.length;
      for (let i54 = 0; i54 < len28; i54++) {
        let data120 = data119[i54];
        if (data120 && typeof data120 == "object" && !Array.isArray(data120)) {
          if (data120.credentials === void 0) {
            data120.credentials = [];
          }
          if (data120.groups === void 0) {
            data120.groups = "account";
          }
          if (data120.name === void 0) {
            const err264 = { instancePath: instancePath + "/map/" + i54, schemaPath: "#/properties/map/items/required", keyword: "required", params: { missingProperty: "name" } };
            if (vErrors === null) {
              vErrors = [err264];
            } else {
              vErrors.push(err264);
            }
            errors++;
          }
          if (data120.from === void 0) {
            const err265 = { instancePath: instancePath + "/map/" + i54, schemaPath: "#/properties/map/items/required", keyword: "required", params: { missingProperty: "from" } };
            if (vErrors === null) {
              vErrors = [err265];
            } else {
              vErrors.push(err265);
            }
            errors++;
          }
          for (const key13 in data120) {
            if (!func2.call(schema11.properties.map.items.properties, key13)) {
              const err266 = { instancePath: instancePath + "/map/" + i54, schemaPath: "#/properties/map/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key13 } };
              if (vErrors === null) {
                vErrors = [err266];
              } else {
                vErrors.push(err266);
              }
              errors++;
            }
          }
          if (data120.name !== void 0) {
            let data121 = data120.name;
            if (typeof data121 === "string") {
              if (!pattern8.test(data121)) {
                const err267 = { instancePath: instancePath + "/map/" + i54 + "/name", schemaPath: "#/properties/map/items/properties/name/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" } };
                if (vErrors === null) {
                  vErrors = [err267];
                } else {
                  vErrors.push(err267);
                }
                errors++;
              }
            } else {
              const err268 = { instancePath: instancePath + "/map/" + i54 + "/name", schemaPath: "#/properties/map/items/properties/name/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err268];
              } else {
                vErrors.push(err268);
              }
              errors++;
            }
          }
          let data122 = data120.credentials;
          if (Array.isArray(data122)) {
            if (data122.length < 0) {
              const err269 = { instancePath: instancePath + "/map/" + i54 + "/credentials", schemaPath: "#/properties/map/items/properties/credentials/minItems", keyword: "minItems", params: { limit: 0 } };
              if (vErrors === null) {
                vErrors = [err269];
              } else {
                vErrors.push(err269);
              }
              errors++;
            }
            const len29 = data122.length;
            for (let i55 = 0; i55 < len29; i55++) {
              let data123 = data122[i55];
              if (typeof data123 !== "string") {
                const err270 = { instancePath: instancePath + "/map/" + i54 + "/credentials/" + i55, schemaPath: "#/properties/map/items/properties/credentials/items/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err270];
                } else {
                  vErrors.push(err270);
                }
                errors++;
              }
              if (!(data123 === "x509" || data123 === "oidc" || data123 === "munge" || data123 === "unix")) {
                const err271 = { instancePath: instancePath + "/map/" + i54 + "/credentials/" + i55, schemaPath: "#/properties/map/items/properties/credentials/items/enum", keyword: "enum", params: { allowedValues: schema11.properties.map.items.properties.credentials.items.enum } };
                if (vErrors === null) {
                  vErrors = [err271];
                } else {
                  vErrors.push(err271);
                }
                errors++;
              }
            }
            let i56 = data122.length;
            let j26;
            if (i56 > 1) {
              const indices26 = {};
              for (; i56--; ) {
                let item26 = data122[i56];
                if (typeof item26 !== "string") {
                  continue;
                }
                if (typeof indices26[item26] == "number") {
                  j26 = indices26[item26];
                  const err272 = { instancePath: instancePath + "/map/" + i54 + "/credentials", schemaPath: "#/properties/map/items/properties/credentials/uniqueItems", keyword: "uniqueItems", params: { i: i56, j: j26 } };
                  if (vErrors === null) {
                    vErrors = [err272];
                  } else {
                    vErrors.push(err272);
                  }
                  errors++;
                  break;
                }
                indices26[item26] = i56;
              }
            }
          } else {
            const err273 = { instancePath: instancePath + "/map/" + i54 + "/credentials", schemaPath: "#/properties/map/items/properties/credentials/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err273];
            } else {
              vErrors.push(err273);
            }
            errors++;
          }
          if (data120.from !== void 0) {
            let data124 = data120.from;
            if (typeof data124 !== "string") {
              const err274 = { instancePath: instancePath + "/map/" + i54 + "/from", schemaPath: "#/properties/map/items/properties/from/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err274];
              } else {
                vErrors.push(err274);
              }
              errors++;
            }
            if (!(data124 === "grid-mapfile" || data124 === "voms-mapfile" || data124 === "account" || data124 === "template" || data124 === "pool")) {
              const err275 = { instancePath: instancePath + "/map/" + i54 + "/from", schemaPath: "#/properties/map/items/properties/from/enum", keyword: "enum", params: { allowedValues: schema11.properties.map.items.properties.from.enum } };
              if (vErrors === null) {
                vErrors = [err275];
              } else {
                vErrors.push(err275);
              }
              errors++;
            }
          }
          if (data120.file !== void 0) {
            let data125 = data120.file;
            if (typeof data125 === "string") {
              if (!pattern16.test(data125)) {
                const err276 = { instancePath: instancePath + "/map/" + i54 + "/file", schemaPath: "#/properties/map/items/properties/file/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
                if (vErrors === null) {
                  vErrors = [err276];
                } else {
                  vErrors.push(err276);
                }
                errors++;
              }
            } else {
              const err277 = { instancePath: instancePath + "/map/" + i54 + "/file", schemaPath: "#/properties/map/items/properties/file/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err277];
              } else {
                vErrors.push(err277);
              }
              errors++;
            }
          }
          if (data120.wildcards !== void 0) {
            if (typeof data120.wildcards !== "boolean") {
              const err278 = { instancePath: instancePath + "/map/" + i54 + "/wildcards", schemaPath: "#/properties/map/items/properties/wildcards/type", keyword: "type", params: { type: "boolean" } };
              if (vErrors === null) {
                vErrors = [err278];
              } else {
                vErrors.push(err278);
              }
              errors++;
            }
          }
          if (data120.subject !== void 0) {
            let data127 = data120.subject;
            if (typeof data127 === "string") {
              if (!pattern32.test(data127)) {
                const err279 = { instancePath: instancePath + "/map/" + i54 + "/subject", schemaPath: "#/properties/map/items/properties/subject/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]+$" } };
                if (vErrors === null) {
                  vErrors = [err279];
                } else {
                  vErrors.push(err279);
                }
                errors++;
              }
            } else {
              const err280 = { instancePath: instancePath + "/map/" + i54 + "/subject", schemaPath: "#/properties/map/items/properties/subject/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err280];
              } else {
                vErrors.push(err280);
              }
              errors++;
            }
          }
          if (data120.account !== void 0) {
            let data128 = data120.account;
            if (typeof data128 === "string") {
              if (!pattern0.test(data128)) {
                const err281 = { instancePath: instancePath + "/map/" + i54 + "/account", schemaPath: "#/properties/map/items/properties/account/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" } };
                if (vErrors === null) {
                  vErrors = [err281];
                } else {
                  vErrors.push(err281);
                }
                errors++;
              }
            } else {
              const err282 = { instancePath: instancePath + "/map/" + i54 + "/account", schemaPath: "#/properties/map/items/properties/account/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err282];
              } else {
                vErrors.push(err282);
              }
              errors++;
            }
          }
          if (data120.template !== void 0) {
            let data129 = data120.template;
            if (typeof data129 === "string") {
              if (!pattern66.test(data129)) {
                const err283 = { instancePath: instancePath + "/map/" + i54 + "/template", schemaPath: "#/properties/map/items/properties/template/pattern", keyword: "pattern", params: { pattern: "^(?:[A-Za-z0-9_.@-]|\\{[A-Za-z_][A-Za-z0-9_.:/-]*\\})+$" } };
                if (vErrors === null) {
                  vErrors = [err283];
                } else {
                  vErrors.push(err283);
                }
                errors++;
              }
            } else {
              const err284 = { instancePath: instancePath + "/map/" + i54 + "/template", schemaPath: "#/properties/map/items/properties/template/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err284];
              } else {
                vErrors.push(err284);
              }
              errors++;
            }
          }
          if (data120.pool !== void 0) {
            let data130 = data120.pool;
            if (typeof data130 === "string") {
              if (!pattern8.test(data130)) {
                const err285 = { instancePath: instancePath + "/map/" + i54 + "/pool", schemaPath: "#/properties/map/items/properties/pool/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" } };
                if (vErrors === null) {
                  vErrors = [err285];
                } else {
                  vErrors.push(err285);
                }
                errors++;
              }
            } else {
              const err286 = { instancePath: instancePath + "/map/" + i54 + "/pool", schemaPath: "#/properties/map/items/properties/pool/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err286];
              } else {
                vErrors.push(err286);
              }
              errors++;
            }
          }
          let data131 = data120.groups;
          if (typeof data131 !== "string") {
            const err287 = { instancePath: instancePath + "/map/" + i54 + "/groups", schemaPath: "#/properties/map/items/properties/groups/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err287];
            } else {
              vErrors.push(err287);
            }
            errors++;
          }
          if (!(data131 === "account" || data131 === "fqan" || data131 === "fqan+account")) {
            const err288 = { instancePath: instancePath + "/map/" + i54 + "/groups", schemaPath: "#/properties/map/items/properties/groups/enum", keyword: "enum", params: { allowedValues: schema11.properties.map.items.properties.groups.enum } };
            if (vErrors === null) {
              vErrors = [err288];
            } else {
              vErrors.push(err288);
            }
            errors++;
          }
          if (data120.groupmapfile !== void 0) {
            let data132 = data120.groupmapfile;
            if (typeof data132 === "string") {
              if (!pattern16.test(data132)) {
                const err289 = { instancePath: instancePath + "/map/" + i54 + "/groupmapfile", schemaPath: "#/properties/map/items/properties/groupmapfile/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
                if (vErrors === null) {
                  vErrors = [err289];
                } else {
                  vErrors.push(err289);
                }
                errors++;
              }
            } else {
              const err290 = { instancePath: instancePath + "/map/" + i54 + "/groupmapfile", schemaPath: "#/properties/map/items/properties/groupmapfile/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err290];
              } else {
                vErrors.push(err290);
              }
              errors++;
            }
          }
          if (data120.map_all !== void 0) {
            if (typeof data120.map_all !== "boolean") {
              const err291 = { instancePath: instancePath + "/map/" + i54 + "/map_all", schemaPath: "#/properties/map/items/properties/map_all/type", keyword: "type", params: { type: "boolean" } };
              if (vErrors === null) {
                vErrors = [err291];
              } else {
                vErrors.push(err291);
              }
              errors++;
            }
          }
          if (data120.map_minimum !== void 0) {
            let data134 = data120.map_minimum;
            if (!(typeof data134 == "number" && (!(data134 % 1) && !isNaN(data134)) && isFinite(data134))) {
              const err292 = { instancePath: instancePath + "/map/" + i54 + "/map_minimum", schemaPath: "#/properties/map/items/properties/map_minimum/type", keyword: "type", params: { type: "integer" } };
              if (vErrors === null) {
                vErrors = [err292];
              } else {
                vErrors.push(err292);
              }
              errors++;
            }
            if (typeof data134 == "number" && isFinite(data134)) {
              if (data134 > 1024 || isNaN(data134)) {
                const err293 = { instancePath: instancePath + "/map/" + i54 + "/map_minimum", schemaPath: "#/properties/map/items/properties/map_minimum/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1024 } };
                if (vErrors === null) {
                  vErrors = [err293];
                } else {
                  vErrors.push(err293);
                }
                errors++;
              }
              if (data134 < 0 || isNaN(data134)) {
                const err294 = { instancePath: instancePath + "/map/" + i54 + "/map_minimum", schemaPath: "#/properties/map/items/properties/map_minimum/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
                if (vErrors === null) {
                  vErrors = [err294];
                } else {
                  vErrors.push(err294);
                }
                errors++;
              }
            }
          }
          if (data120.to_secondary !== void 0) {
            if (typeof data120.to_secondary !== "boolean") {
              const err295 = { instancePath: instancePath + "/map/" + i54 + "/to_secondary", schemaPath: "#/properties/map/items/properties/to_secondary/type", keyword: "type", params: { type: "boolean" } };
              if (vErrors === null) {
                vErrors = [err295];
              } else {
                vErrors.push(err295);
              }
              errors++;
            }
          }
          if (data120.lease_suffix !== void 0) {
            let data136 = data120.lease_suffix;
            if (typeof data136 !== "string") {
              const err296 = { instancePath: instancePath + "/map/" + i54 + "/lease_suffix", schemaPath: "#/properties/map/items/properties/lease_suffix/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err296];
              } else {
                vErrors.push(err296);
              }
              errors++;
            }
            if (!(data136 === "none" || data136 === "groups" || data136 === "primary-group")) {
              const err297 = { instancePath: instancePath + "/map/" + i54 + "/lease_suffix", schemaPath: "#/properties/map/items/properties/lease_suffix/enum", keyword: "enum", params: { allowedValues: schema11.properties.map.items.properties.lease_suffix.enum } };
              if (vErrors === null) {
                vErrors = [err297];
              } else {
                vErrors.push(err297);
              }
              errors++;
            }
          }
          if (data120.reap !== void 0) {
            let data137 = data120.reap;
            if (typeof data137 !== "string") {
              const err298 = { instancePath: instancePath + "/map/" + i54 + "/reap", schemaPath: "#/properties/map/items/properties/reap/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err298];
              } else {
                vErrors.push(err298);
              }
              errors++;
            }
            if (!(data137 === "account" || data137 === "tree")) {
              const err299 = { instancePath: instancePath + "/map/" + i54 + "/reap", schemaPath: "#/properties/map/items/properties/reap/enum", keyword: "enum", params: { allowedValues: schema11.properties.map.items.properties.reap.enum } };
              if (vErrors === null) {
                vErrors = [err299];
              } else {
                vErrors.push(err299);
              }
              errors++;
            }
          }
        } else {
          const err300 = { instancePath: instancePath + "/map/" + i54, schemaPath: "#/properties/map/items/type", keyword: "type", params: { type: "object" } };
          if (vErrors === null) {
            vErrors = [err300];
          } else {
            vErrors.push(err300);
          }
          errors++;
        }
      }
    } else {
      const err301 = { instancePath: instancePath + "/map", schemaPath: "#/properties/map/type", keyword: "type", params: { type: "array" } };
      if (vErrors === null) {
        vErrors = [err301];
      } else {
        vErrors.push(err301);
      }
      errors++;
    }
    let data138 = data.pool;
    if (Array.isArray(data138)) {
      const len30 = data138.length;
      for (let i57 = 0; i57 < len30; i57++) {
        let data139 = data138[i57];
        if (data139 && typeof data139 == "object" && !Array.isArray(data139)) {
          if (data139.sharing === void 0) {
            data139.sharing = "identity";
          }
          if (data139.strict_prefix === void 0) {
            data139.strict_prefix = true;
          }
          if (data139.override_inconsistency === void 0) {
            data139.override_inconsistency = false;
          }
          if (data139.name === void 0) {
            const err302 = { instancePath: instancePath + "/pool/" + i57, schemaPath: "#/properties/pool/items/required", keyword: "required", params: { missingProperty: "name" } };
            if (vErrors === null) {
              vErrors = [err302];
            } else {
              vErrors.push(err302);
            }
            errors++;
          }
          if (data139.prefix === void 0) {
            const err303 = { instancePath: instancePath + "/pool/" + i57, schemaPath: "#/properties/pool/items/required", keyword: "required", params: { missingProperty: "prefix" } };
            if (vErrors === null) {
              vErrors = [err303];
            } else {
              vErrors.push(err303);
            }
            errors++;
          }
          if (data139.directory === void 0) {
            const err304 = { instancePath: instancePath + "/pool/" + i57, schemaPath: "#/properties/pool/items/required", keyword: "required", params: { missingProperty: "directory" } };
            if (vErrors === null) {
              vErrors = [err304];
            } else {
              vErrors.push(err304);
            }
            errors++;
          }
          for (const key14 in data139) {
            if (!(key14 === "name" || key14 === "prefix" || key14 === "directory" || key14 === "sharing" || key14 === "max_per_identity" || key14 === "strict_prefix" || key14 === "override_inconsistency" || key14 === "clean")) {
              const err305 = { instancePath: instancePath + "/pool/" + i57, schemaPath: "#/properties/pool/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key14 } };
              if (vErrors === null) {
                vErrors = [err305];
              } else {
                vErrors.push(err305);
              }
              errors++;
            }
          }
          if (data139.name !== void 0) {
            let data140 = data139.name;
            if (typeof data140 === "string") {
              if (!pattern8.test(data140)) {
                const err306 = { instancePath: instancePath + "/pool/" + i57 + "/name", schemaPath: "#/properties/pool/items/properties/name/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" } };
                if (vErrors === null) {
                  vErrors = [err306];
                } else {
                  vErrors.push(err306);
                }
                errors++;
              }
            } else {
              const err307 = { instancePath: instancePath + "/pool/" + i57 + "/name", schemaPath: "#/properties/pool/items/properties/name/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err307];
              } else {
                vErrors.push(err307);
              }
              errors++;
            }
          }
          if (data139.prefix !== void 0) {
            let data141 = data139.prefix;
            if (typeof data141 === "string") {
              if (!pattern70.test(data141)) {
                const err308 = { instancePath: instancePath + "/pool/" + i57 + "/prefix", schemaPath: "#/properties/pool/items/properties/prefix/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.-]{0,63}$" } };
                if (vErrors === null) {
                  vErrors = [err308];
                } else {
                  vErrors.push(err308);
                }
                errors++;
              }
            } else {
              const err309 = { instancePath: instancePath + "/pool/" + i57 + "/prefix", schemaPath: "#/properties/pool/items/properties/prefix/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err309];
              } else {
                vErrors.push(err309);
              }
              errors++;
            }
          }
          if (data139.directory !== void 0) {
            let data142 = data139.directory;
            if (typeof data142 === "string") {
              if (!pattern16.test(data142)) {
                const err310 = { instancePath: instancePath + "/pool/" + i57 + "/directory", schemaPath: "#/properties/pool/items/properties/directory/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
                if (vErrors === null) {
                  vErrors = [err310];
                } else {
                  vErrors.push(err310);
                }
                errors++;
              }
            } else {
              const err311 = { instancePath: instancePath + "/pool/" + i57 + "/directory", schemaPath: "#/properties/pool/items/properties/directory/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err311];
              } else {
                vErrors.push(err311);
              }
              errors++;
            }
          }
          let data143 = data139.sharing;
          if (typeof data143 !== "string") {
            const err312 = { instancePath: instancePath + "/pool/" + i57 + "/sharing", schemaPath: "#/properties/pool/items/properties/sharing/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err312];
            } else {
              vErrors.push(err312);
            }
            errors++;
          }
          if (!(data143 === "identity" || data143 === "launch")) {
            const err313 = { instancePath: instancePath + "/pool/" + i57 + "/sharing", schemaPath: "#/properties/pool/items/properties/sharing/enum", keyword: "enum", params: { allowedValues: schema11.properties.pool.items.properties.sharing.enum } };
            if (vErrors === null) {
              vErrors = [err313];
            } else {
              vErrors.push(err313);
            }
            errors++;
          }
          if (data139.max_per_identity !== void 0) {
            let data144 = data139.max_per_identity;
            if (!(typeof data144 == "number" && (!(data144 % 1) && !isNaN(data144)) && isFinite(data144))) {
              const err314 = { instancePath: instancePath + "/pool/" + i57 + "/max_per_identity", schemaPath: "#/properties/pool/items/properties/max_per_identity/type", keyword: "type", params: { type: "integer" } };
              if (vErrors === null) {
                vErrors = [err314];
              } else {
                vErrors.push(err314);
              }
              errors++;
            }
            if (typeof data144 == "number" && isFinite(data144)) {
              if (data144 > 9999 || isNaN(data144)) {
                const err315 = { instancePath: instancePath + "/pool/" + i57 + "/max_per_identity", schemaPath: "#/properties/pool/items/properties/max_per_identity/maximum", keyword: "maximum", params: { comparison: "<=", limit: 9999 } };
                if (vErrors === null) {
                  vErrors = [err315];
                } else {
                  vErrors.push(err315);
                }
                errors++;
              }
              if (data144 < 1 || isNaN(data144)) {
                const err316 = { instancePath: instancePath + "/pool/" + i57 + "/max_per_identity", schemaPath: "#/properties/pool/items/properties/max_per_identity/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
                if (vErrors === null) {
                  vErrors = [err316];
                } else {
                  vErrors.push(err316);
                }
                errors++;
              }
            }
          }
          if (typeof data139.strict_prefix !== "boolean") {
            const err317 = { instancePath: instancePath + "/pool/" + i57 + "/strict_prefix", schemaPath: "#/properties/pool/items/properties/strict_prefix/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err317];
            } else {
              vErrors.push(err317);
            }
            errors++;
          }
          if (typeof data139.override_inconsistency !== "boolean") {
            const err318 = { instancePath: instancePath + "/pool/" + i57 + "/override_inconsistency", schemaPath: "#/properties/pool/items/properties/override_inconsistency/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err318];
            } else {
              vErrors.push(err318);
            }
            errors++;
          }
          if (data139.clean !== void 0) {
            let data147 = data139.clean;
            if (typeof data147 === "string") {
              if (!pattern16.test(data147)) {
                const err319 = { instancePath: instancePath + "/pool/" + i57 + "/clean", schemaPath: "#/properties/pool/items/properties/clean/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
                if (vErrors === null) {
                  vErrors = [err319];
                } else {
                  vErrors.push(err319);
                }
                errors++;
              }
            } else {
              const err320 = { instancePath: instancePath + "/pool/" + i57 + "/clean", schemaPath: "#/properties/pool/items/properties/clean/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err320];
              } else {
                vErrors.push(err320);
              }
              errors++;
            }
          }
        } else {
          const err321 = { instancePath: instancePath + "/pool/" + i57, schemaPath: "#/properties/pool/items/type", keyword: "type", params: { type: "object" } };
          if (vErrors === null) {
            vErrors = [err321];
          } else {
            vErrors.push(err321);
          }
          errors++;
        }
      }
    } else {
      const err322 = { instancePath: instancePath + "/pool", schemaPath: "#/properties/pool/type", keyword: "type", params: { type: "array" } };
      if (vErrors === null) {
        vErrors = [err322];
      } else {
        vErrors.push(err322);
      }
      errors++;
    }
    let data148 = data.environment;
    if (data148 && typeof data148 == "object" && !Array.isArray(data148)) {
      if (data148.allow === void 0) {
        data148.allow = ["LANG", "LANGUAGE", "LC_*", "TERM", "COLORTERM", "TZ"];
      }
      if (data148.deny === void 0) {
        data148.deny = [];
      }
      if (data148.set === void 0) {
        data148.set = {};
      }
      if (data148.path === void 0) {
        data148.path = "/usr/local/bin:/usr/bin:/bin";
      }
      if (data148.on_malformed === void 0) {
        data148.on_malformed = "drop";
      }
      if (data148.explicit === void 0) {
        data148.explicit = "any";
      }
      if (data148.max_size === void 0) {
        data148.max_size = "128KiB";
      }
      for (const key15 in data148) {
        if (!(key15 === "allow" || key15 === "deny" || key15 === "set" || key15 === "path" || key15 === "on_malformed" || key15 === "explicit" || key15 === "max_size")) {
          const err323 = { instancePath: instancePath + "/environment", schemaPath: "#/properties/environment/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key15 } };
          if (vErrors === null) {
            vErrors = [err323];
          } else {
            vErrors.push(err323);
          }
          errors++;
        }
      }
      let data149 = data148.allow;
      if (Array.isArray(data149)) {
        if (data149.length < 0) {
          const err324 = { instancePath: instancePath + "/environment/allow", schemaPath: "#/properties/environment/properties/allow/minItems", keyword: "minItems", params: { limit: 0 } };
          if (vErrors === null) {
            vErrors = [err324];
          } else {
            vErrors.push(err324);
          }
          errors++;
        }
        const len31 = data149.length;
        for (let i58 = 0; i58 < len31; i58++) {
          let data150 = data149[i58];
          if (typeof data150 === "string") {
            if (!pattern14.test(data150)) {
              const err325 = { instancePath: instancePath + "/environment/allow/" + i58, schemaPath: "#/properties/environment/properties/allow/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_*?][A-Za-z0-9_*?]{0,127}$" } };
              if (vErrors === null) {
                vErrors = [err325];
              } else {
                vErrors.push(err325);
              }
              errors++;
            }
          } else {
            const err326 = { instancePath: instancePath + "/environment/allow/" + i58, schemaPath: "#/properties/environment/properties/allow/items/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err326];
            } else {
              vErrors.push(err326);
            }
            errors++;
          }
        }
        let i59 = data149.length;
        let j27;
        if (i59 > 1) {
          const indices27 = {};
          for (; i59--; ) {
            let item27 = data149[i59];
            if (typeof item27 !== "string") {
              continue;
            }
            if (typeof indices27[item27] == "number") {
              j27 = indices27[item27];
              const err327 = { instancePath: instancePath + "/environment/allow", schemaPath: "#/properties/environment/properties/allow/uniqueItems", keyword: "uniqueItems", params: { i: i59, j: j27 } };
              if (vErrors === null) {
                vErrors = [err327];
              } else {
                vErrors.push(err327);
              }
              errors++;
              break;
            }
            indices27[item27] = i59;
          }
        }
      } else {
        const err328 = { instancePath: instancePath + "/environment/allow", schemaPath: "#/properties/environment/properties/allow/type", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err328];
        } else {
          vErrors.push(err328);
        }
        errors++;
      }
      let data151 = data148.deny;
      if (Array.isArray(data151)) {
        if (data151.length < 0) {
          const err329 = { instancePath: instancePath + "/environment/deny", schemaPath: "#/properties/environment/properties/deny/minItems", keyword: "minItems", params: { limit: 0 } };
          if (vErrors === null) {
            vErrors = [err329];
          } else {
            vErrors.push(err329);
          }
          errors++;
        }
        const len32 = data151.length;
        for (let i60 = 0; i60 < len32; i60++) {
          let data152 = data151[i60];
          if (typeof data152 === "string") {
            if (!pattern14.test(data152)) {
              const err330 = { instancePath: instancePath + "/environment/deny/" + i60, schemaPath: "#/properties/environment/properties/deny/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_*?][A-Za-z0-9_*?]{0,127}$" } };
              if (vErrors === null) {
                vErrors = [err330];
              } else {
                vErrors.push(err330);
              }
              errors++;
            }
          } else {
            const err331 = { instancePath: instancePath + "/environment/deny/" + i60, schemaPath: "#/properties/environment/properties/deny/items/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err331];
            } else {
              vErrors.push(err331);
            }
            errors++;
          }
        }
        let i61 = data151.length;
        let j28;
        if (i61 > 1) {
          const indices28 = {};
          for (; i61--; ) {
            let item28 = data151[i61];
            if (typeof item28 !== "string") {
              continue;
            }
            if (typeof indices28[item28] == "number") {
              j28 = indices28[item28];
              const err332 = { instancePath: instancePath + "/environment/deny", schemaPath: "#/properties/environment/properties/deny/uniqueItems", keyword: "uniqueItems", params: { i: i61, j: j28 } };
              if (vErrors === null) {
                vErrors = [err332];
              } else {
                vErrors.push(err332);
              }
              errors++;
              break;
            }
            indices28[item28] = i61;
          }
        }
      } else {
        const err333 = { instancePath: instancePath + "/environment/deny", schemaPath: "#/properties/environment/properties/deny/type", keyword: "type", params: { type: "array" } };
        if (vErrors === null) {
          vErrors = [err333];
        } else {
          vErrors.push(err333);
        }
        errors++;
      }
      let data153 = data148.set;
      if (data153 && typeof data153 == "object" && !Array.isArray(data153)) {
        for (const key16 in data153) {
          if (!pattern75.test(key16)) {
            const err334 = { instancePath: instancePath + "/environment/set", schemaPath: "#/properties/environment/properties/set/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key16 } };
            if (vErrors === null) {
              vErrors = [err334];
            } else {
              vErrors.push(err334);
            }
            errors++;
          }
        }
        for (const key17 in data153) {
          if (pattern75.test(key17)) {
            let data154 = data153[key17];
            if (typeof data154 === "string") {
              if (!pattern77.test(data154)) {
                const err335 = { instancePath: instancePath + "/environment/set/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/environment/properties/set/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_%5D%7B0%2C127%7D%24/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]*$" } };
                if (vErrors === null) {
                  vErrors = [err335];
                } else {
                  vErrors.push(err335);
                }
                errors++;
              }
            } else {
              const err336 = { instancePath: instancePath + "/environment/set/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/environment/properties/set/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_%5D%7B0%2C127%7D%24/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err336];
              } else {
                vErrors.push(err336);
              }
              errors++;
            }
          }
        }
      } else {
        const err337 = { instancePath: instancePath + "/environment/set", schemaPath: "#/properties/environment/properties/set/type", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err337];
        } else {
          vErrors.push(err337);
        }
        errors++;
      }
      let data155 = data148.path;
      if (typeof data155 === "string") {
        if (!pattern78.test(data155)) {
          const err338 = { instancePath: instancePath + "/environment/path", schemaPath: "#/properties/environment/properties/path/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+(?::(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+)*$" } };
          if (vErrors === null) {
            vErrors = [err338];
          } else {
            vErrors.push(err338);
          }
          errors++;
        }
      } else {
        const err339 = { instancePath: instancePath + "/environment/path", schemaPath: "#/properties/environment/properties/path/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err339];
        } else {
          vErrors.push(err339);
        }
        errors++;
      }
      let data156 = data148.on_malformed;
      if (typeof data156 !== "string") {
        const err340 = { instancePath: instancePath + "/environment/on_malformed", schemaPath: "#/properties/environment/properties/on_malformed/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err340];
        } else {
          vErrors.push(err340);
        }
        errors++;
      }
      if (!(data156 === "drop" || data156 === "refuse")) {
        const err341 = { instancePath: instancePath + "/environment/on_malformed", schemaPath: "#/properties/environment/properties/on_malformed/enum", keyword: "enum", params: { allowedValues: schema11.properties.environment.properties.on_malformed.enum } };
        if (vErrors === null) {
          vErrors = [err341];
        } else {
          vErrors.push(err341);
        }
        errors++;
      }
      let data157 = data148.explicit;
      if (typeof data157 !== "string") {
        const err342 = { instancePath: instancePath + "/environment/explicit", schemaPath: "#/properties/environment/properties/explicit/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err342];
        } else {
          vErrors.push(err342);
        }
        errors++;
      }
      if (!(data157 === "any" || data157 === "listed")) {
        const err343 = { instancePath: instancePath + "/environment/explicit", schemaPath: "#/properties/environment/properties/explicit/enum", keyword: "enum", params: { allowedValues: schema11.properties.environment.properties.explicit.enum } };
        if (vErrors === null) {
          vErrors = [err343];
        } else {
          vErrors.push(err343);
        }
        errors++;
      }
      let data158 = data148.max_size;
      if (typeof data158 === "string") {
        if (!pattern21.test(data158)) {
          const err344 = { instancePath: instancePath + "/environment/max_size", schemaPath: "#/properties/environment/properties/max_size/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,8})(?:B|KiB|MiB)$" } };
          if (vErrors === null) {
            vErrors = [err344];
          } else {
            vErrors.push(err344);
          }
          errors++;
        }
      } else {
        const err345 = { instancePath: instancePath + "/environment/max_size", schemaPath: "#/properties/environment/properties/max_size/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err345];
        } else {
          vErrors.push(err345);
        }
        errors++;
      }
    } else {
      const err346 = { instancePath: instancePath + "/environment", schemaPath: "#/properties/environment/type", keyword: "type", params: { type: "object" } };
      if (vErrors === null) {
        vErrors = [err346];
      } else {
        vErrors.push(err346);
      }
      errors++;
    }
    let data159 = data.launch;
    if (data159 && typeof data159 == "object" && !Array.isArray(data159)) {
      if (data159.cwd === void 0) {
        data159.cwd = "keep";
      }
      if (data159.temp_directory === void 0) {
        data159.temp_directory = "/tmp";
      }
      if (data159.umask === void 0) {
        data159.umask = "0022";
      }
      if (data159.limits === void 0) {
        data159.limits = {};
      }
      if (data159.session === void 0) {
        data159.session = "auto";
      }
      if (data159.no_new_privs === void 0) {
        data159.no_new_privs = false;
      }
      if (data159.grace === void 0) {
        data159.grace = "0s";
      }
      if (data159.target_proxy === void 0) {
        data159.target_proxy = "copy";
      }
      for (const key18 in data159) {
        if (!func2.call(schema11.properties.launch.properties, key18)) {
          const err347 = { instancePath: instancePath + "/launch", schemaPath: "#/properties/launch/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key18 } };
          if (vErrors === null) {
            vErrors = [err347];
          } else {
            vErrors.push(err347);
          }
          errors++;
        }
      }
      let data160 = data159.cwd;
      if (typeof data160 === "string") {
        if (!pattern80.test(data160)) {
          const err348 = { instancePath: instancePath + "/launch/cwd", schemaPath: "#/properties/launch/properties/cwd/pattern", keyword: "pattern", params: { pattern: "^(?:keep|home|temp|/|(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+)$" } };
          if (vErrors === null) {
            vErrors = [err348];
          } else {
            vErrors.push(err348);
          }
          errors++;
        }
      } else {
        const err349 = { instancePath: instancePath + "/launch/cwd", schemaPath: "#/properties/launch/properties/cwd/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err349];
        } else {
          vErrors.push(err349);
        }
        errors++;
      }
      let data161 = data159.temp_directory;
      if (typeof data161 === "string") {
        if (!pattern16.test(data161)) {
          const err350 = { instancePath: instancePath + "/launch/temp_directory", schemaPath: "#/properties/launch/properties/temp_directory/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
          if (vErrors === null) {
            vErrors = [err350];
          } else {
            vErrors.push(err350);
          }
          errors++;
        }
      } else {
        const err351 = { instancePath: instancePath + "/launch/temp_directory", schemaPath: "#/properties/launch/properties/temp_directory/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err351];
        } else {
          vErrors.push(err351);
        }
        errors++;
      }
      let data162 = data159.umask;
      if (typeof data162 === "string") {
        if (!pattern82.test(data162)) {
          const err352 = { instancePath: instancePath + "/launch/umask", schemaPath: "#/properties/launch/properties/umask/pattern", keyword: "pattern", params: { pattern: "^(?:keep|0[0-7]{3})$" } };
          if (vErrors === null) {
            vErrors = [err352];
          } else {
            vErrors.push(err352);
          }
          errors++;
        }
      } else {
        const err353 = { instancePath: instancePath + "/launch/umask", schemaPath: "#/properties/launch/properties/umask/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err353];
        } else {
          vErrors.push(err353);
        }
        errors++;
      }
      let data163 = data159.limits;
      if (data163 && typeof data163 == "object" && !Array.isArray(data163)) {
        for (const key19 in data163) {
          if (!pattern83.test(key19)) {
            const err354 = { instancePath: instancePath + "/launch/limits", schemaPath: "#/properties/launch/properties/limits/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key19 } };
            if (vErrors === null) {
              vErrors = [err354];
            } else {
              vErrors.push(err354);
            }
            errors++;
          }
        }
        for (const key20 in data163) {
          if (pattern83.test(key20)) {
            let data164 = data163[key20];
            if (!(typeof data164 == "number" && (!(data164 % 1) && !isNaN(data164)) && isFinite(data164)) && typeof data164 !== "string") {
              const err355 = { instancePath: instancePath + "/launch/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/launch/properties/limits/patternProperties/%5E(%3F%3Aas%7Ccore%7Ccpu%7Cdata%7Cfsize%7Clocks%7Cmemlock%7Cmsgqueue%7Cnice%7Cnofile%7Cnproc%7Crss%7Crtprio%7Crttime%7Csigpending%7Cstack)%24/type", keyword: "type", params: { type: schema11.properties.launch.properties.limits.patternProperties["^(?:as|core|cpu|data|fsize|locks|memlock|msgqueue|nice|nofile|nproc|rss|rtprio|rttime|sigpending|stack)$"].type } };
              if (vErrors === null) {
                vErrors = [err355];
              } else {
                vErrors.push(err355);
              }
              errors++;
            }
            if (typeof data164 == "number" && isFinite(data164)) {
              if (data164 > 9007199254740991 || isNaN(data164)) {
                const err356 = { instancePath: instancePath + "/launch/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/launch/properties/limits/patternProperties/%5E(%3F%3Aas%7Ccore%7Ccpu%7Cdata%7Cfsize%7Clocks%7Cmemlock%7Cmsgqueue%7Cnice%7Cnofile%7Cnproc%7Crss%7Crtprio%7Crttime%7Csigpending%7Cstack)%24/maximum", keyword: "maximum", params: { comparison: "<=", limit: 9007199254740991 } };
                if (vErrors === null) {
                  vErrors = [err356];
                } else {
                  vErrors.push(err356);
                }
                errors++;
              }
              if (data164 < 0 || isNaN(data164)) {
                const err357 = { instancePath: instancePath + "/launch/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/launch/properties/limits/patternProperties/%5E(%3F%3Aas%7Ccore%7Ccpu%7Cdata%7Cfsize%7Clocks%7Cmemlock%7Cmsgqueue%7Cnice%7Cnofile%7Cnproc%7Crss%7Crtprio%7Crttime%7Csigpending%7Cstack)%24/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
                if (vErrors === null) {
                  vErrors = [err357];
                } else {
                  vErrors.push(err357);
                }
                errors++;
              }
            }
            if (typeof data164 === "string") {
              if (!pattern85.test(data164)) {
                const err358 = { instancePath: instancePath + "/launch/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/launch/properties/limits/patternProperties/%5E(%3F%3Aas%7Ccore%7Ccpu%7Cdata%7Cfsize%7Clocks%7Cmemlock%7Cmsgqueue%7Cnice%7Cnofile%7Cnproc%7Crss%7Crtprio%7Crttime%7Csigpending%7Cstack)%24/pattern", keyword: "pattern", params: { pattern: "^(?:unlimited|(?:0|[1-9][0-9]{0,17})(?:KiB|MiB|GiB)?)(?::(?:unlimited|(?:0|[1-9][0-9]{0,17})(?:KiB|MiB|GiB)?))?$" } };
                if (vErrors === null) {
                  vErrors = [err358];
                } else {
                  vErrors.push(err358);
                }
                errors++;
              }
            }
          }
        }
      } else {
        const err359 = { instancePath: instancePath + "/launch/limits", schemaPath: "#/properties/launch/properties/limits/type", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err359];
        } else {
          vErrors.push(err359);
        }
        errors++;
      }
      let data165 = data159.session;
      if (typeof data165 !== "string") {
        const err360 = { instancePath: instancePath + "/launch/session", schemaPath: "#/properties/launch/properties/session/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err360];
        } else {
          vErrors.push(err360);
        }
        errors++;
      }
      if (!(data165 === "auto" || data165 === "new" || data165 === "keep")) {
        const err361 = { instancePath: instancePath + "/launch/session", schemaPath: "#/properties/launch/properties/session/enum", keyword: "enum", params: { allowedValues: schema11.properties.launch.properties.session.enum } };
        if (vErrors === null) {
          vErrors = [err361];
        } else {
          vErrors.push(err361);
        }
        errors++;
      }
      if (typeof data159.no_new_privs !== "boolean") {
        const err362 = { instancePath: instancePath + "/launch/no_new_privs", schemaPath: "#/properties/launch/properties/no_new_privs/type", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err362];
        } else {
          vErrors.push(err362);
        }
        errors++;
      }
      let data167 = data159.grace;
      if (typeof data167 === "string") {
        if (!pattern2.test(data167)) {
          const err363 = { instancePath: instancePath + "/launch/grace", schemaPath: "#/properties/launch/properties/grace/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$" } };
          if (vErrors === null) {
            vErrors = [err363];
          } else {
            vErrors.push(err363);
          }
          errors++;
        }
      } else {
        const err364 = { instancePath: instancePath + "/launch/grace", schemaPath: "#/properties/launch/properties/grace/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err364];
        } else {
          vErrors.push(err364);
        }
        errors++;
      }
      let data168 = data159.target_proxy;
      if (typeof data168 !== "string") {
        const err365 = { instancePath: instancePath + "/launch/target_proxy", schemaPath: "#/properties/launch/properties/target_proxy/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err365];
        } else {
          vErrors.push(err365);
        }
        errors++;
      }
      if (!(data168 === "copy" || data168 === "none")) {
        const err366 = { instancePath: instancePath + "/launch/target_proxy", schemaPath: "#/properties/launch/properties/target_proxy/enum", keyword: "enum", params: { allowedValues: schema11.properties.launch.properties.target_proxy.enum } };
        if (vErrors === null) {
          vErrors = [err366];
        } else {
          vErrors.push(err366);
        }
        errors++;
      }
      if (data159.exec_label !== void 0) {
        let data169 = data159.exec_label;
        if (typeof data169 === "string") {
          if (!pattern87.test(data169)) {
            const err367 = { instancePath: instancePath + "/launch/exec_label", schemaPath: "#/properties/launch/properties/exec_label/pattern", keyword: "pattern", params: { pattern: "^(?:selinux|apparmor):[^\\s]+$" } };
            if (vErrors === null) {
              vErrors = [err367];
            } else {
              vErrors.push(err367);
            }
            errors++;
          }
        } else {
          const err368 = { instancePath: instancePath + "/launch/exec_label", schemaPath: "#/properties/launch/properties/exec_label/type", keyword: "type", params: { type: "string" } };
          if (vErrors === null) {
            vErrors = [err368];
          } else {
            vErrors.push(err368);
          }
          errors++;
        }
      }
    } else {
      const err369 = { instancePath: instancePath + "/launch", schemaPath: "#/properties/launch/type", keyword: "type", params: { type: "object" } };
      if (vErrors === null) {
        vErrors = [err369];
      } else {
        vErrors.push(err369);
      }
      errors++;
    }
    if (data.ci !== void 0) {
      let data170 = data.ci;
      if (data170 && typeof data170 == "object" && !Array.isArray(data170)) {
        if (data170.token_variables === void 0) {
          data170.token_variables = ["MAPEXEC_ID_TOKEN"];
        }
        if (data170.runners === void 0) {
          data170.runners = [];
        }
        if (data170.expired_cleanup === void 0) {
          data170.expired_cleanup = "15m";
        }
        if (data170.data_dir === void 0) {
          data170.data_dir = "{home}/.mapexec-ci";
        }
        if (data170.builds === void 0) {
          data170.builds = "project";
        }
        if (data170.retention === void 0) {
          data170.retention = "7d";
        }
        if (data170.group_readable === void 0) {
          data170.group_readable = false;
        }
        if (data170.shell === void 0) {
          data170.shell = "/bin/bash";
        }
        if (data170.stack === void 0) {
          data170.stack = "hard";
        }
        if (data170.kill_timeout === void 0) {
          data170.kill_timeout = "2m";
        }
        if (data170.max_variable === void 0) {
          data170.max_variable = "120KiB";
        }
        if (data170.lease === void 0) {
          data170.lease = "job";
        }
        if (data170.user_allowlist === void 0) {
          data170.user_allowlist = [];
        }
        if (data170.user_blocklist === void 0) {
          data170.user_blocklist = [];
        }
        if (data170.group_blocklist === void 0) {
          data170.group_blocklist = [];
        }
        if (data170.group_allowlist === void 0) {
          data170.group_allowlist = [];
        }
        if (data170.shell_allowlist === void 0) {
          data170.shell_allowlist = [];
        }
        if (data170.minimum_uid === void 0) {
          data170.minimum_uid = 1e3;
        }
        if (data170.allow_bots === void 0) {
          data170.allow_bots = false;
        }
        if (data170.pipeline_sources === void 0) {
          data170.pipeline_sources = [];
        }
        if (data170.protected_refs === void 0) {
          data170.protected_refs = false;
        }
        if (data170.project_allowlist === void 0) {
          data170.project_allowlist = [];
        }
        if (data170.project_blocklist === void 0) {
          data170.project_blocklist = [];
        }
        if (data170.fork_pipelines === void 0) {
          data170.fork_pipelines = false;
        }
        if (data170.nologin === void 0) {
          data170.nologin = true;
        }
        if (data170.stages === void 0) {
          data170.stages = [];
        }
        if (data170.lists_before_runas === void 0) {
          data170.lists_before_runas = false;
        }
        for (const key21 in data170) {
          if (!func2.call(schema11.properties.ci.properties, key21)) {
            const err370 = { instancePath: instancePath + "/ci", schemaPath: "#/properties/ci/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key21 } };
            if (vErrors === null) {
              vErrors = [err370];
            } else {
              vErrors.push(err370);
            }
            errors++;
          }
        }
        let data171 = data170.token_variables;
        if (Array.isArray(data171)) {
          if (data171.length < 1) {
            const err371 = { instancePath: instancePath + "/ci/token_variables", schemaPath: "#/properties/ci/properties/token_variables/minItems", keyword: "minItems", params: { limit: 1 } };
            if (vErrors === null) {
              vErrors = [err371];
            } else {
              vErrors.push(err371);
            }
            errors++;
          }
          const len33 = data171.length;
          for (let i62 = 0; i62 < len33; i62++) {
            let data172 = data171[i62];
            if (typeof data172 === "string") {
              if (!pattern75.test(data172)) {
                const err372 = { instancePath: instancePath + "/ci/token_variables/" + i62, schemaPath: "#/properties/ci/properties/token_variables/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_]{0,127}$" } };
                if (vErrors === null) {
                  vErrors = [err372];
                } else {
                  vErrors.push(err372);
                }
                errors++;
              }
            } else {
              const err373 = { instancePath: instancePath + "/ci/token_variables/" + i62, schemaPath: "#/properties/ci/properties/token_variables/items/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err373];
              } else {
                vErrors.push(err373);
              }
              errors++;
            }
          }
          let i63 = data171.length;
          let j29;
          if (i63 > 1) {
            const indices29 = {};
            for (; i63--; ) {
              let item29 = data171[i63];
              if (typeof item29 !== "string") {
                continue;
              }
              if (typeof indices29[item29] == "number") {
                j29 = indices29[item29];
                const err374 = { instancePath: instancePath + "/ci/token_variables", schemaPath: "#/properties/ci/properties/token_variables/uniqueItems", keyword: "uniqueItems", params: { i: i63, j: j29 } };
                if (vErrors === null) {
                  vErrors = [err374];
                } else {
                  vErrors.push(err374);
                }
                errors++;
                break;
              }
              indices29[item29] = i63;
            }
          }
        } else {
          const err375 = { instancePath: instancePath + "/ci/token_variables", schemaPath: "#/properties/ci/properties/token_variables/type", keyword: "type", params: { type: "array" } };
          if (vErrors === null) {
            vErrors = [err375];
          } else {
            vErrors.push(err375);
          }
          errors++;
        }
        let data173 = data170.runners;
        if (Array.isArray(data173)) {
          if (data173.length < 0) {
            const err376 = { instancePath: instancePath + "/ci/runners", schemaPath: "#/properties/ci/properties/runners/minItems", keyword: "minItems", params: { limit: 0 } };
            if (vErrors === null) {
              vErrors = [err376];
            } else {
              vErrors.push(err376);
            }
            errors++;
          }
          const len34 = data173.length;
          for (let i64 = 0; i64 < len34; i64++) {
            let data174 = data173[i64];
            if (typeof data174 === "string") {
              if (!pattern89.test(data174)) {
                const err377 = { instancePath: instancePath + "/ci/runners/" + i64, schemaPath: "#/properties/ci/properties/runners/items/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,18}$" } };
                if (vErrors === null) {
                  vErrors = [err377];
                } else {
                  vErrors.push(err377);
                }
                errors++;
              }
            } else {
              const err378 = { instancePath: instancePath + "/ci/runners/" + i64, schemaPath: "#/properties/ci/properties/runners/items/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err378];
              } else {
                vErrors.push(err378);
              }
              errors++;
            }
          }
          let i65 = data173.length;
          let j30;
          if (i65 > 1) {
            const indices30 = {};
            for (; i65--; ) {
              let item30 = data173[i65];
              if (typeof item30 !== "string") {
                continue;
              }
              if (typeof indices30[item30] == "number") {
                j30 = indices30[item30];
                const err379 = { instancePath: instancePath + "/ci/runners", schemaPath: "#/properties/ci/properties/runners/uniqueItems", keyword: "uniqueItems", params: { i: i65, j: j30 } };
                if (vErrors === null) {
                  vErrors = [err379];
                } else {
                  vErrors.push(err379);
                }
                errors++;
                break;
              }
              indices30[item30] = i65;
            }
          }
        } else {
          const err380 = { instancePath: instancePath + "/ci/runners", schemaPath: "#/properties/ci/properties/runners/type", keyword: "type", params: { type: "array" } };
          if (vErrors === null) {
            vErrors = [err380];
          } else {
            vErrors.push(err380);
          }
          errors++;
        }
        let data175 = data170.expired_cleanup;
        if (typeof data175 === "string") {
          if (!pattern20.test(data175)) {
            const err381 = { instancePath: instancePath + "/ci/expired_cleanup", schemaPath: "#/properties/ci/properties/expired_cleanup/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
            if (vErrors === null) {
              vErrors = [err381];
            } else {
              vErrors.push(err381);
            }
            errors++;
          }
        } else {
          const err382 = { instancePath: instancePath + "/ci/expired_cleanup", schemaPath: "#/properties/ci/properties/expired_cleanup/type", keyword: "type", params: { type: "string" } };
          if (vErrors === null) {
            vErrors = [err382];
          } else {
            vErrors.push(err382);
          }
          errors++;
        }
        let data176 = data170.data_dir;
        if (typeof data176 === "string") {
          if (!pattern91.test(data176)) {
            const err383 = { instancePath: instancePath + "/ci/data_dir", schemaPath: "#/properties/ci/properties/data_dir/pattern", keyword: "pattern", params: { pattern: "^(?:\\{home\\}|/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)*$" } };
            if (vErrors === null) {
              vErrors = [err383];
            } else {
              vErrors.push(err383);
            }
            errors++;
          }
        } else {
          const err384 = { instancePath: instancePath + "/ci/data_dir", schemaPath: "#/properties/ci/properties/data_dir/type", keyword: "type", params: { type: "string" } };
          if (vErrors === null) {
            vErrors = [err384];
          } else {
            vErrors.push(err384);
          }
          errors++;
        }
        let data177 = data170.builds;
        if (typeof data177 !== "string") {
          const err385 = { instancePath: instancePath + "/ci/builds", schemaPath: "#/properties/ci/properties/builds/type", keyword: "type", params: { type: "string" } };
          if (vErrors === null) {
            vErrors = [err385];
          } else {
            vErrors.push(err385);
          }
          errors++;
        }
        if (!(data177 === "project" || data177 === "job")) {
          const err386 = { instancePath: instancePath + "/ci/builds", schemaPath: "#/properties/ci/properties/builds/enum", keyword: "enum", params: { allowedValues: schema11.properties.ci.properties.builds.enum } };
          if (vErrors === null) {
            vErrors = [err386];
          } else {
            vErrors.push(err386);
          }
          errors++;
        }
        let data178 = data170.retention;
        if (typeof data178 === "string") {
          if (!pattern20.test(data178)) {
            const err387 = { instancePath: instancePath + "/ci/retention", schemaPath: "#/properties/ci/properties/retention/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
            if (vErrors === null) {
              vErrors = [err387];
            } else {
              vErrors.push(err387);
            }
            errors++;
          }
        } else {
          const err388 = { instancePath: instancePath + "/ci/retention", schemaPath: "#/properties/ci/properties/retention/type", keyword: "type", params: { type: "string" } };
          if (vErrors === null) {
            vErrors = [err388];
          } else {
            vErrors.push(err388);
          }
          errors++;
        }
        if (typeof data170.group_readable !== "boolean") {
          const err389 = { instancePath: instancePath + "/ci/group_readable", schemaPath: "#/properties/ci/properties/group_readable/type", keyword: "type", params: { type: "boolean" } };
          if (vErrors === null) {
            vErrors = [err389];
          } else {
            vErrors.push(err389);
          }
          errors++;
        }
        let data180 = data170.shell;
        if (typeof data180 === "string") {
          if (!pattern1.test(data180)) {
            const err390 = { instancePath: instancePath + "/ci/shell", schemaPath: "#/properties/ci/properties/shell/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" } };
            if (vErrors === null) {
              vErrors = [err390];
            } else {
              vErrors.push(err390);
            }
            errors++;
          }
        } else {
          const err391 = { instancePath: instancePath + "/ci/shell", schemaPath: "#/properties/ci/properties/shell/type", keyword: "type", params: { type: "string" } };
          if (vErrors === null) {
            vErrors = [err391];
          } else {
            vErrors.push(err391);
          }
          errors++;
        }
        if (data170.message !== void 0) {
          let data181 = data170.message;
          if (typeof data181 === "string") {
            if (!pattern77.test(data181)) {
              const err392 = { instancePath: instancePath + "/ci/message", schemaPath: "#/properties/ci/properties/message/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]*$" } };
              if (vErrors === null) {
                vErrors = [err392];
              } else {
                vErrors.push(err392);
              }
              errors++;
            }
          } else {
            const err393 = { instancePath: instancePath + "/ci/message", schemaPath: "#/properties/ci/properties/message/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err393];
            } else {
              vErrors.push(err393);
            }
            errors++;
          }
        }
        if (data170.path !== void 0) {
          let data182 = data170.path;
          if (typeof data182 === "string") {
            if (!pattern78.test(data182)) {
              const err394 = { instancePath: instancePath + "/ci/path", schemaPath: "#/properties/ci/properties/path/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+(?::(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+)*$" } };
              if (vErrors === null) {
                vErrors = [err394];
              } else {
                vErrors.push(err394);
              }
              errors++;
            }
          } else {
            const err395 = { instancePath: instancePath + "/ci/path", schemaPath: "#/properties/ci/properties/path/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err395];
            } else {
              vErrors.push(err395);
            }
            errors++;
          }
        }
        let data183 = data170.stack;
        if (typeof data183 !== "string") {
          const err396 = { instancePath: instancePath + "/ci/stack", schemaPath: "#/properties/ci/properties/stack/type", keyword: "type", params: { type: "string" } };
          if (vErrors === null) {
            vErrors = [err396];
          } else {
            vErrors.push(err396);
          }
          errors++;
        }
        if (!(data183 === "hard" || data183 === "keep")) {
          const err397 = { instancePath: instancePath + "/ci/stack", schemaPath: "#/properties/ci/properties/stack/enum", keyword: "enum", params: { allowedValues: schema11.properties.ci.properties.stack.enum } };
          if (vErrors === null) {
            vErrors = [err397];
          } else {
            vErrors.push(err397);
          }
          errors++;
        }
        let data184 = data170.kill_timeout;
        if (typeof data184 === "string") {
          if (!pattern20.test(data184)) {
            const err398 = { instancePath: instancePath + "/ci/kill_timeout", schemaPath: "#/properties/ci/properties/kill_timeout/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
            if (vErrors === null) {
              vErrors = [err398];
            } else {
              vErrors.push(err398);
            }
            errors++;
          }
        } else {
          const err399 = { instancePath: instancePath + "/ci/kill_timeout", schemaPath: "#/properties/ci/properties/kill_timeout/type", keyword: "type", params: { type: "string" } };
          if (vErrors === null) {
            vErrors = [err399];
          } else {
            vErrors.push(err399);
          }
          errors++;
        }
        let data185 = data170.max_variable;
        if (typeof data185 === "string") {
          if (!pattern21.test(data185)) {
            const err400 = { instancePath: instancePath + "/ci/max_variable", schemaPath: "#/properties/ci/properties/max_variable/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,8})(?:B|KiB|MiB)$" } };
            if (vErrors === null) {
              vErrors = [err400];
            } else {
              vErrors.push(err400);
            }
            errors++;
          }
        } else {
          const err401 = { instancePath: instancePath + "/ci/max_variable", schemaPath: "#/properties/ci/properties/max_variable/type", keyword: "type", params: { type: "string" } };
          if (vErrors === null) {
            vErrors = [err401];
          } else {
            vErrors.push(err401);
          }
          errors++;
        }
        let data186 = data170.lease;
        if (typeof data186 !== "string") {
          const err402 = { instancePath: instancePath + "/ci/lease", schemaPath: "#/properties/ci/properties/lease/type", keyword: "type", params: { type: "string" } };
          if (vErrors === null) {
            vErrors = [err402];
          } else {
            vErrors.push(err402);
          }
          errors++;
        }
        if (!(data186 === "job" || data186 === "identity")) {
          const err403 = { instancePath: instancePath + "/ci/lease", schemaPath: "#/properties/ci/properties/lease/enum", keyword: "enum", params: { allowedValues: schema11.properties.ci.properties.lease.enum } };
          if (vErrors === null) {
            vErrors = [err403];
          } else {
            vErrors.push(err403);
          }
          errors++;
        }
        let data187 = data170.user_allowlist;
        if (Array.isArray(data187)) {
          if (data187.length < 0) {
            const err404 = { instancePath: instancePath + "/ci/user_allowlist", schemaPath: "#/properties/ci/properties/user_allowlist/minItems", keyword: "minItems", params: { limit: 0 } };
            if (vErrors === null) {
              vErrors = [err404];
            } else {
              vErrors.push(err404);
            }
            errors++;
          }
          const len35 = data187.length;
          for (let i66 = 0; i66 < len35; i66++) {
            let data188 = data187[i66];
            if (typeof data188 === "string") {
              if (!pattern0.test(data188)) {
                const err405 = { instancePath: instancePath + "/ci/user_allowlist/" + i66, schemaPath: "#/properties/ci/properties/user_allowlist/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" } };
                if (vErrors === null) {
                  vErrors = [err405];
                } else {
                  vErrors.push(err405);
                }
                errors++;
              }
            } else {
              const err406 = { instancePath: instancePath + "/ci/user_allowlist/" + i66, schemaPath: "#/properties/ci/properties/user_allowlist/items/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err406];
              } else {
                vErrors.push(err406);
              }
              errors++;
            }
          }
          let i67 = data187.length;
          let j31;
          if (i67 > 1) {
            const indices31 = {};
            for (; i67--; ) {
              let item31 = data187[i67];
              if (typeof item31 !== "string") {
                continue;
              }
              if (typeof indices31[item31] == "number") {
                j31 = indices31[item31];
                const err407 = { instancePath: instancePath + "/ci/user_allowlist", schemaPath: "#/properties/ci/properties/user_allowlist/uniqueItems", keyword: "uniqueItems", params: { i: i67, j: j31 } };
                if (vErrors === null) {
                  vErrors = [err407];
                } else {
                  vErrors.push(err407);
                }
                errors++;
                break;
              }
              indices31[item31] = i67;
            }
          }
        } else {
          const err408 = { instancePath: instancePath + "/ci/user_allowlist", schemaPath: "#/properties/ci/properties/user_allowlist/type", keyword: "type", params: { type: "array" } };
          if (vErrors === null) {
            vErrors = [err408];
          } else {
            vErrors.push(err408);
          }
          errors++;
        }
        let data189 = data170.user_blocklist;
        if (Array.isArray(data189)) {
          if (data189.length < 0) {
            const err409 = { instancePath: instancePath + "/ci/user_blocklist", schemaPath: "#/properties/ci/properties/user_blocklist/minItems", keyword: "minItems", params: { limit: 0 } };
            if (vErrors === null) {
              vErrors = [err409];
            } else {
              vErrors.push(err409);
            }
            errors++;
          }
          const len36 = data189.length;
          for (let i68 = 0; i68 < len36; i68++) {
            let data190 = data189[i68];
            if (typeof data190 === "string") {
              if (!pattern0.test(data190)) {
                const err410 = { instancePath: instancePath + "/ci/user_blocklist/" + i68, schemaPath: "#/properties/ci/properties/user_blocklist/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" } };
                if (vErrors === null) {
                  vErrors = [err410];
                } else {
                  vErrors.push(err410);
                }
                errors++;
              }
            } else {
              const err411 = { instancePath: instancePath + "/ci/user_blocklist/" + i68, schemaPath: "#/properties/ci/properties/user_blocklist/items/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err411];
              } else {
                vErrors.push(err411);
              }
              errors++;
            }
          }
          let i69 = data189.length;
          let j32;
          if (i69 > 1) {
            const indices32 = {};
            for (; i69--; ) {
              let item32 = data189[i69];
              if (typeof item32 !== "string") {
                continue;
              }
              if (typeof indices32[item32] == "number") {
                j32 = indices32[item32];
                const err412 = { instancePath: instancePath + "/ci/user_blocklist", schemaPath: "#/properties/ci/properties/user_blocklist/uniqueItems", keyword: "uniqueItems", params: { i: i69, j: j32 } };
                if (vErrors === null) {
                  vErrors = [err412];
                } else {
                  vErrors.push(err412);
                }
                errors++;
                break;
              }
              indices32[item32] = i69;
            }
          }
        } else {
          const err413 = { instancePath: instancePath + "/ci/user_blocklist", schemaPath: "#/properties/ci/properties/user_blocklist/type", keyword: "type", params: { type: "array" } };
          if (vErrors === null) {
            vErrors = [err413];
          } else {
            vErrors.push(err413);
          }
          errors++;
        }
        let data191 = data170.group_blocklist;
        if (Array.isArray(data191)) {
          if (data191.length < 0) {
            const err414 = { instancePath: instancePath + "/ci/group_blocklist", schemaPath: "#/properties/ci/properties/group_blocklist/minItems", keyword: "minItems", params: { limit: 0 } };
            if (vErrors === null) {
              vErrors = [err414];
            } else {
              vErrors.push(err414);
            }
            errors++;
          }
          const len37 = data191.length;
          for (let i70 = 0; i70 < len37; i70++) {
            let data192 = data191[i70];
            if (typeof data192 === "string") {
              if (!pattern0.test(data192)) {
                const err415 = { instancePath: instancePath + "/ci/group_blocklist/" + i70, schemaPath: "#/properties/ci/properties/group_blocklist/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" } };
                if (vErrors === null) {
                  vErrors = [err415];
                } else {
                  vErrors.push(err415);
                }
                errors++;
              }
            } else {
              const err416 = { instancePath: instancePath + "/ci/group_blocklist/" + i70, schemaPath: "#/properties/ci/properties/group_blocklist/items/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err416];
              } else {
                vErrors.push(err416);
              }
              errors++;
            }
          }
          let i71 = data191.length;
          let j33;
          if (i71 > 1) {
            const indices33 = {};
            for (; i71--; ) {
              let item33 = data191[i71];
              if (typeof item33 !== "string") {
                continue;
              }
              if (typeof indices33[item33] == "number") {
                j33 = indices33[item33];
                const err417 = { instancePath: instancePath + "/ci/group_blocklist", schemaPath: "#/properties/ci/properties/group_blocklist/uniqueItems", keyword: "uniqueItems", params: { i: i71, j: j33 } };
                if (vErrors === null) {
                  vErrors = [err417];
                } else {
                  vErrors.push(err417);
                }
                errors++;
                break;
              }
              indices33[item33] = i71;
            }
          }
        } else {
          const err418 = { instancePath: instancePath + "/ci/group_blocklist", schemaPath: "#/properties/ci/properties/group_blocklist/type", keyword: "type", params: { type: "array" } };
          if (vErrors === null) {
            vErrors = [err418];
          } else {
            vErrors.push(err418);
          }
          errors++;
        }
        let data193 = data170.group_allowlist;
        if (Array.isArray(data193)) {
          if (data193.length < 0) {
            const err419 = { instancePath: instancePath + "/ci/group_allowlist", schemaPath: "#/properties/ci/properties/group_allowlist/minItems", keyword: "minItems", params: { limit: 0 } };
            if (vErrors === null) {
              vErrors = [err419];
            } else {
              vErrors.push(err419);
            }
            errors++;
          }
          const len38 = data193.length;
          for (let i72 = 0; i72 < len38; i72++) {
            let data194 = data193[i72];
            if (typeof data194 === "string") {
              if (!pattern0.test(data194)) {
                const err420 = { instancePath: instancePath + "/ci/group_allowlist/" + i72, schemaPath: "#/properties/ci/properties/group_allowlist/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" } };
                if (vErrors === null) {
                  vErrors = [err420];
                } else {
                  vErrors.push(err420);
                }
                errors++;
              }
            } else {
              const err421 = { instancePath: instancePath + "/ci/group_allowlist/" + i72, schemaPath: "#/properties/ci/properties/group_allowlist/items/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err421];
              } else {
                vErrors.push(err421);
              }
              errors++;
            }
          }
          let i73 = data193.length;
          let j34;
          if (i73 > 1) {
            const indices34 = {};
            for (; i73--; ) {
              let item34 = data193[i73];
              if (typeof item34 !== "string") {
                continue;
              }
              if (typeof indices34[item34] == "number") {
                j34 = indices34[item34];
                const err422 = { instancePath: instancePath + "/ci/group_allowlist", schemaPath: "#/properties/ci/properties/group_allowlist/uniqueItems", keyword: "uniqueItems", params: { i: i73, j: j34 } };
                if (vErrors === null) {
                  vErrors = [err422];
                } else {
                  vErrors.push(err422);
                }
                errors++;
                break;
              }
              indices34[item34] = i73;
            }
          }
        } else {
          const err423 = { instancePath: instancePath + "/ci/group_allowlist", schemaPath: "#/properties/ci/properties/group_allowlist/type", keyword: "type", params: { type: "array" } };
          if (vErrors === null) {
            vErrors = [err423];
          } else {
            vErrors.push(err423);
          }
          errors++;
        }
        let data195 = data170.shell_allowlist;
        if (Array.isArray(data195)) {
          if (data195.length < 0) {
            const err424 = { instancePath: instancePath + "/ci/shell_allowlist", schemaPath: "#/properties/ci/properties/shell_allowlist/minItems", keyword: "minItems", params: { limit: 0 } };
            if (vErrors === null) {
              vErrors = [err424];
            } else {
              vErrors.push(err424);
            }
            errors++;
          }
          const len39 = data195.length;
          for (let i74 = 0; i74 < len39; i74++) {
            let data196 = data195[i74];
            if (typeof data196 === "string") {
              if (!pattern1.test(data196)) {
                const err425 = { instancePath: instancePath + "/ci/shell_allowlist/" + i74, schemaPath: "#/properties/ci/properties/shell_allowlist/items/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" } };
                if (vErrors === null) {
                  vErrors = [err425];
                } else {
                  vErrors.push(err425);
                }
                errors++;
              }
            } else {
              const err426 = { instancePath: instancePath + "/ci/shell_allowlist/" + i74, schemaPath: "#/properties/ci/properties/shell_allowlist/items/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err426];
              } else {
                vErrors.push(err426);
              }
              errors++;
            }
          }
          let i75 = data195.length;
          let j35;
          if (i75 > 1) {
            const indices35 = {};
            for (; i75--; ) {
              let item35 = data195[i75];
              if (typeof item35 !== "string") {
                continue;
              }
              if (typeof indices35[item35] == "number") {
                j35 = indices35[item35];
                const err427 = { instancePath: instancePath + "/ci/shell_allowlist", schemaPath: "#/properties/ci/properties/shell_allowlist/uniqueItems", keyword: "uniqueItems", params: { i: i75, j: j35 } };
                if (vErrors === null) {
                  vErrors = [err427];
                } else {
                  vErrors.push(err427);
                }
                errors++;
                break;
              }
              indices35[item35] = i75;
            }
          }
        } else {
          const err428 = { instancePath: instancePath + "/ci/shell_allowlist", schemaPath: "#/properties/ci/properties/shell_allowlist/type", keyword: "type", params: { type: "array" } };
          if (vErrors === null) {
            vErrors = [err428];
          } else {
            vErrors.push(err428);
          }
          errors++;
        }
        let data197 = data170.minimum_uid;
        if (!(typeof data197 == "number" && (!(data197 % 1) && !isNaN(data197)) && isFinite(data197))) {
          const err429 = { instancePath: instancePath + "/ci/minimum_uid", schemaPath: "#/properties/ci/properties/minimum_uid/type", keyword: "type", params: { type: "integer" } };
          if (vErrors === null) {
            vErrors = [err429];
          } else {
            vErrors.push(err429);
          }
          errors++;
        }
        if (typeof data197 == "number" && isFinite(data197)) {
          if (data197 > 4294967294 || isNaN(data197)) {
            const err430 = { instancePath: instancePath + "/ci/minimum_uid", schemaPath: "#/properties/ci/properties/minimum_uid/maximum", keyword: "maximum", params: { comparison: "<=", limit: 4294967294 } };
            if (vErrors === null) {
              vErrors = [err430];
            } else {
              vErrors.push(err430);
            }
            errors++;
          }
          if (data197 < 1 || isNaN(data197)) {
            const err431 = { instancePath: instancePath + "/ci/minimum_uid", schemaPath: "#/properties/ci/properties/minimum_uid/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
            if (vErrors === null) {
              vErrors = [err431];
            } else {
              vErrors.push(err431);
            }
            errors++;
          }
        }
        if (typeof data170.allow_bots !== "boolean") {
          const err432 = { instancePath: instancePath + "/ci/allow_bots", schemaPath: "#/properties/ci/properties/allow_bots/type", keyword: "type", params: { type: "boolean" } };
          if (vErrors === null) {
            vErrors = [err432];
          } else {
            vErrors.push(err432);
          }
          errors++;
        }
        let data199 = data170.pipeline_sources;
        if (Array.isArray(data199)) {
          if (data199.length < 0) {
            const err433 = { instancePath: instancePath + "/ci/pipeline_sources", schemaPath: "#/properties/ci/properties/pipeline_sources/minItems", keyword: "minItems", params: { limit: 0 } };
            if (vErrors === null) {
              vErrors = [err433];
            } else {
              vErrors.push(err433);
            }
            errors++;
          }
          const len40 = data199.length;
          for (let i76 = 0; i76 < len40; i76++) {
            let data200 = data199[i76];
            if (typeof data200 === "string") {
              if (!pattern8.test(data200)) {
                const err434 = { instancePath: instancePath + "/ci/pipeline_sources/" + i76, schemaPath: "#/properties/ci/properties/pipeline_sources/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" } };
                if (vErrors === null) {
                  vErrors = [err434];
                } else {
                  vErrors.push(err434);
                }
                errors++;
              }
            } else {
              const err435 = { instancePath: instancePath + "/ci/pipeline_sources/" + i76, schemaPath: "#/properties/ci/properties/pipeline_sources/items/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err435];
              } else {
                vErrors.push(err435);
              }
              errors++;
            }
          }
          let i77 = data199.length;
          let j36;
          if (i77 > 1) {
            const indices36 = {};
            for (; i77--; ) {
              let item36 = data199[i77];
              if (typeof item36 !== "string") {
                continue;
              }
              if (typeof indices36[item36] == "number") {
                j36 = indices36[item36];
                const err436 = { instancePath: instancePath + "/ci/pipeline_sources", schemaPath: "#/properties/ci/properties/pipeline_sources/uniqueItems", keyword: "uniqueItems", params: { i: i77, j: j36 } };
                if (vErrors === null) {
                  vErrors = [err436];
                } else {
                  vErrors.push(err436);
                }
                errors++;
                break;
              }
              indices36[item36] = i77;
            }
          }
        } else {
          const err437 = { instancePath: instancePath + "/ci/pipeline_sources", schemaPath: "#/properties/ci/properties/pipeline_sources/type", keyword: "type", params: { type: "array" } };
          if (vErrors === null) {
            vErrors = [err437];
          } else {
            vErrors.push(err437);
          }
          errors++;
        }
        if (typeof data170.protected_refs !== "boolean") {
          const err438 = { instancePath: instancePath + "/ci/protected_refs", schemaPath: "#/properties/ci/properties/protected_refs/type", keyword: "type", params: { type: "boolean" } };
          if (vErrors === null) {
            vErrors = [err438];
          } else {
            vErrors.push(err438);
          }
          errors++;
        }
        let data202 = data170.project_allowlist;
        if (Array.isArray(data202)) {
          if (data202.length < 0) {
            const err439 = { instancePath: instancePath + "/ci/project_allowlist", schemaPath: "#/properties/ci/properties/project_allowlist/minItems", keyword: "minItems", params: { limit: 0 } };
            if (vErrors === null) {
              vErrors = [err439];
            } else {
              vErrors.push(err439);
            }
            errors++;
          }
          const len41 = data202.length;
          for (let i78 = 0; i78 < len41; i78++) {
            let data203 = data202[i78];
            if (typeof data203 === "string") {
              if (!pattern32.test(data203)) {
                const err440 = { instancePath: instancePath + "/ci/project_allowlist/" + i78, schemaPath: "#/properties/ci/properties/project_allowlist/items/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]+$" } };
                if (vErrors === null) {
                  vErrors = [err440];
                } else {
                  vErrors.push(err440);
                }
                errors++;
              }
            } else {
              const err441 = { instancePath: instancePath + "/ci/project_allowlist/" + i78, schemaPath: "#/properties/ci/properties/project_allowlist/items/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err441];
              } else {
                vErrors.push(err441);
              }
              errors++;
            }
          }
          let i79 = data202.length;
          let j37;
          if (i79 > 1) {
            const indices37 = {};
            for (; i79--; ) {
              let item37 = data202[i79];
              if (typeof item37 !== "string") {
                continue;
              }
              if (typeof indices37[item37] == "number") {
                j37 = indices37[item37];
                const err442 = { instancePath: instancePath + "/ci/project_allowlist", schemaPath: "#/properties/ci/properties/project_allowlist/uniqueItems", keyword: "uniqueItems", params: { i: i79, j: j37 } };
                if (vErrors === null) {
                  vErrors = [err442];
                } else {
                  vErrors.push(err442);
                }
                errors++;
                break;
              }
              indices37[item37] = i79;
            }
          }
        } else {
          const err443 = { instancePath: instancePath + "/ci/project_allowlist", schemaPath: "#/properties/ci/properties/project_allowlist/type", keyword: "type", params: { type: "array" } };
          if (vErrors === null) {
            vErrors = [err443];
          } else {
            vErrors.push(err443);
          }
          errors++;
        }
        let data204 = data170.project_blocklist;
        if (Array.isArray(data204)) {
          if (data204.length < 0) {
            const err444 = { instancePath: instancePath + "/ci/project_blocklist", schemaPath: "#/properties/ci/properties/project_blocklist/minItems", keyword: "minItems", params: { limit: 0 } };
            if (vErrors === null) {
              vErrors = [err444];
            } else {
              vErrors.push(err444);
            }
            errors++;
          }
          const len42 = data204.length;
          for (let i80 = 0; i80 < len42; i80++) {
            let data205 = data204[i80];
            if (typeof data205 === "string") {
              if (!pattern32.test(data205)) {
                const err445 = { instancePath: instancePath + "/ci/project_blocklist/" + i80, schemaPath: "#/properties/ci/properties/project_blocklist/items/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]+$" } };
                if (vErrors === null) {
                  vErrors = [err445];
                } else {
                  vErrors.push(err445);
                }
                errors++;
              }
            } else {
              const err446 = { instancePath: instancePath + "/ci/project_blocklist/" + i80, schemaPath: "#/properties/ci/properties/project_blocklist/items/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err446];
              } else {
                vErrors.push(err446);
              }
              errors++;
            }
          }
          let i81 = data204.length;
          let j38;
          if (i81 > 1) {
            const indices38 = {};
            for (; i81--; ) {
              let item38 = data204[i81];
              if (typeof item38 !== "string") {
                continue;
              }
              if (typeof indices38[item38] == "number") {
                j38 = indices38[item38];
                const err447 = { instancePath: instancePath + "/ci/project_blocklist", schemaPath: "#/properties/ci/properties/project_blocklist/uniqueItems", keyword: "uniqueItems", params: { i: i81, j: j38 } };
                if (vErrors === null) {
                  vErrors = [err447];
                } else {
                  vErrors.push(err447);
                }
                errors++;
                break;
              }
              indices38[item38] = i81;
            }
          }
        } else {
          const err448 = { instancePath: instancePath + "/ci/project_blocklist", schemaPath: "#/properties/ci/properties/project_blocklist/type", keyword: "type", params: { type: "array" } };
          if (vErrors === null) {
            vErrors = [err448];
          } else {
            vErrors.push(err448);
          }
          errors++;
        }
        if (typeof data170.fork_pipelines !== "boolean") {
          const err449 = { instancePath: instancePath + "/ci/fork_pipelines", schemaPath: "#/properties/ci/properties/fork_pipelines/type", keyword: "type", params: { type: "boolean" } };
          if (vErrors === null) {
            vErrors = [err449];
          } else {
            vErrors.push(err449);
          }
          errors++;
        }
        if (typeof data170.nologin !== "boolean") {
          const err450 = { instancePath: instancePath + "/ci/nologin", schemaPath: "#/properties/ci/properties/nologin/type", keyword: "type", params: { type: "boolean" } };
          if (vErrors === null) {
            vErrors = [err450];
          } else {
            vErrors.push(err450);
          }
          errors++;
        }
        let data208 = data170.stages;
        if (Array.isArray(data208)) {
          if (data208.length < 0) {
            const err451 = { instancePath: instancePath + "/ci/stages", schemaPath: "#/properties/ci/properties/stages/minItems", keyword: "minItems", params: { limit: 0 } };
            if (vErrors === null) {
              vErrors = [err451];
            } else {
              vErrors.push(err451);
            }
            errors++;
          }
          const len43 = data208.length;
          for (let i82 = 0; i82 < len43; i82++) {
            let data209 = data208[i82];
            if (typeof data209 === "string") {
              if (!pattern106.test(data209)) {
                const err452 = { instancePath: instancePath + "/ci/stages/" + i82, schemaPath: "#/properties/ci/properties/stages/items/pattern", keyword: "pattern", params: { pattern: "^[a-z][a-z0-9_]{0,63}$" } };
                if (vErrors === null) {
                  vErrors = [err452];
                } else {
                  vErrors.push(err452);
                }
                errors++;
              }
            } else {
              const err453 = { instancePath: instancePath + "/ci/stages/" + i82, schemaPath: "#/properties/ci/properties/stages/items/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err453];
              } else {
                vErrors.push(err453);
              }
              errors++;
            }
          }
          let i83 = data208.length;
          let j39;
          if (i83 > 1) {
            const indices39 = {};
            for (; i83--; ) {
              let item39 = data208[i83];
              if (typeof item39 !== "string") {
                continue;
              }
              if (typeof indices39[item39] == "number") {
                j39 = indices39[item39];
                const err454 = { instancePath: instancePath + "/ci/stages", schemaPath: "#/properties/ci/properties/stages/uniqueItems", keyword: "uniqueItems", params: { i: i83, j: j39 } };
                if (vErrors === null) {
                  vErrors = [err454];
                } else {
                  vErrors.push(err454);
                }
                errors++;
                break;
              }
              indices39[item39] = i83;
            }
          }
        } else {
          const err455 = { instancePath: instancePath + "/ci/stages", schemaPath: "#/properties/ci/properties/stages/type", keyword: "type", params: { type: "array" } };
          if (vErrors === null) {
            vErrors = [err455];
          } else {
            vErrors.push(err455);
          }
          errors++;
        }
        if (typeof data170.lists_before_runas !== "boolean") {
          const err456 = { instancePath: instancePath + "/ci/lists_before_runas", schemaPath: "#/properties/ci/properties/lists_before_runas/type", keyword: "type", params: { type: "boolean" } };
          if (vErrors === null) {
            vErrors = [err456];
          } else {
            vErrors.push(err456);
          }
          errors++;
        }
        if (data170.runas !== void 0) {
          let data211 = data170.runas;
          if (data211 && typeof data211 == "object" && !Array.isArray(data211)) {
            if (data211.environment === void 0) {
              data211.environment = {};
            }
            if (data211.timeout === void 0) {
              data211.timeout = "5s";
            }
            if (data211.script === void 0) {
              const err457 = { instancePath: instancePath + "/ci/runas", schemaPath: "#/properties/ci/properties/runas/required", keyword: "required", params: { missingProperty: "script" } };
              if (vErrors === null) {
                vErrors = [err457];
              } else {
                vErrors.push(err457);
              }
              errors++;
            }
            for (const key22 in data211) {
              if (!(key22 === "script" || key22 === "sha256" || key22 === "user_variable" || key22 === "environment" || key22 === "timeout")) {
                const err458 = { instancePath: instancePath + "/ci/runas", schemaPath: "#/properties/ci/properties/runas/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key22 } };
                if (vErrors === null) {
                  vErrors = [err458];
                } else {
                  vErrors.push(err458);
                }
                errors++;
              }
            }
            if (data211.script !== void 0) {
              let data212 = data211.script;
              if (typeof data212 === "string") {
                if (!pattern1.test(data212)) {
                  const err459 = { instancePath: instancePath + "/ci/runas/script", schemaPath: "#/properties/ci/properties/runas/properties/script/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" } };
                  if (vErrors === null) {
                    vErrors = [err459];
                  } else {
                    vErrors.push(err459);
                  }
                  errors++;
                }
              } else {
                const err460 = { instancePath: instancePath + "/ci/runas/script", schemaPath: "#/properties/ci/properties/runas/properties/script/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err460];
                } else {
                  vErrors.push(err460);
                }
                errors++;
              }
            }
            if (data211.sha256 !== void 0) {
              let data213 = data211.sha256;
              if (typeof data213 === "string") {
                if (!pattern108.test(data213)) {
                  const err461 = { instancePath: instancePath + "/ci/runas/sha256", schemaPath: "#/properties/ci/properties/runas/properties/sha256/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{64}$" } };
                  if (vErrors === null) {
                    vErrors = [err461];
                  } else {
                    vErrors.push(err461);
                  }
                  errors++;
                }
              } else {
                const err462 = { instancePath: instancePath + "/ci/runas/sha256", schemaPath: "#/properties/ci/properties/runas/properties/sha256/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err462];
                } else {
                  vErrors.push(err462);
                }
                errors++;
              }
            }
            if (data211.user_variable !== void 0) {
              let data214 = data211.user_variable;
              if (typeof data214 === "string") {
                if (!pattern75.test(data214)) {
                  const err463 = { instancePath: instancePath + "/ci/runas/user_variable", schemaPath: "#/properties/ci/properties/runas/properties/user_variable/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_]{0,127}$" } };
                  if (vErrors === null) {
                    vErrors = [err463];
                  } else {
                    vErrors.push(err463);
                  }
                  errors++;
                }
              } else {
                const err464 = { instancePath: instancePath + "/ci/runas/user_variable", schemaPath: "#/properties/ci/properties/runas/properties/user_variable/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err464];
                } else {
                  vErrors.push(err464);
                }
                errors++;
              }
            }
            let data215 = data211.environment;
            if (data215 && typeof data215 == "object" && !Array.isArray(data215)) {
              for (const key23 in data215) {
                if (!pattern75.test(key23)) {
                  const err465 = { instancePath: instancePath + "/ci/runas/environment", schemaPath: "#/properties/ci/properties/runas/properties/environment/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key23 } };
                  if (vErrors === null) {
                    vErrors = [err465];
                  } else {
                    vErrors.push(err465);
                  }
                  errors++;
                }
              }
              for (const key24 in data215) {
                if (pattern75.test(key24)) {
                  let data216 = data215[key24];
                  if (typeof data216 === "string") {
                    if (!pattern77.test(data216)) {
                      const err466 = { instancePath: instancePath + "/ci/runas/environment/" + key24.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/ci/properties/runas/properties/environment/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_%5D%7B0%2C127%7D%24/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]*$" } };
                      if (vErrors === null) {
                        vErrors = [err466];
                      } else {
                        vErrors.push(err466);
                      }
                      errors++;
                    }
                  } else {
                    const err467 = { instancePath: instancePath + "/ci/runas/environment/" + key24.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/ci/properties/runas/properties/environment/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_%5D%7B0%2C127%7D%24/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err467];
                    } else {
                      vErrors.push(err467);
                    }
                    errors++;
                  }
                }
              }
            } else {
              const err468 = { instancePath: instancePath + "/ci/runas/environment", schemaPath: "#/properties/ci/properties/runas/properties/environment/type", keyword: "type", params: { type: "object" } };
              if (vErrors === null) {
                vErrors = [err468];
              } else {
                vErrors.push(err468);
              }
              errors++;
            }
            let data217 = data211.timeout;
            if (typeof data217 === "string") {
              if (!pattern2.test(data217)) {
                const err469 = { instancePath: instancePath + "/ci/runas/timeout", schemaPath: "#/properties/ci/properties/runas/properties/timeout/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$" } };
                if (vErrors === null) {
                  vErrors = [err469];
                } else {
                  vErrors.push(err469);
                }
                errors++;
              }
            } else {
              const err470 = { instancePath: instancePath + "/ci/runas/timeout", schemaPath: "#/properties/ci/properties/runas/properties/timeout/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err470];
              } else {
                vErrors.push(err470);
              }
              errors++;
            }
          } else {
            const err471 = { instancePath: instancePath + "/ci/runas", schemaPath: "#/properties/ci/properties/runas/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err471];
            } else {
              vErrors.push(err471);
            }
            errors++;
          }
        }
      } else {
        const err472 = { instancePath: instancePath + "/ci", schemaPath: "#/properties/ci/type", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err472];
        } else {
          vErrors.push(err472);
        }
        errors++;
      }
    }
    let data218 = data.record;
    if (data218 && typeof data218 == "object" && !Array.isArray(data218)) {
      if (data218.directory === void 0) {
        data218.directory = "/run/mapexec";
      }
      if (data218.history_max_files === void 0) {
        data218.history_max_files = 2e3;
      }
      if (data218.history_max_age === void 0) {
        data218.history_max_age = "7d";
      }
      if (data218.mode === void 0) {
        data218.mode = "0644";
      }
      for (const key25 in data218) {
        if (!(key25 === "directory" || key25 === "history_max_files" || key25 === "history_max_age" || key25 === "mode")) {
          const err473 = { instancePath: instancePath + "/record", schemaPath: "#/properties/record/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key25 } };
          if (vErrors === null) {
            vErrors = [err473];
          } else {
            vErrors.push(err473);
          }
          errors++;
        }
      }
      let data219 = data218.directory;
      if (typeof data219 === "string") {
        if (!pattern1.test(data219)) {
          const err474 = { instancePath: instancePath + "/record/directory", schemaPath: "#/properties/record/properties/directory/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" } };
          if (vErrors === null) {
            vErrors = [err474];
          } else {
            vErrors.push(err474);
          }
          errors++;
        }
      } else {
        const err475 = { instancePath: instancePath + "/record/directory", schemaPath: "#/properties/record/properties/directory/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err475];
        } else {
          vErrors.push(err475);
        }
        errors++;
      }
      let data220 = data218.history_max_files;
      if (!(typeof data220 == "number" && (!(data220 % 1) && !isNaN(data220)) && isFinite(data220))) {
        const err476 = { instancePath: instancePath + "/record/history_max_files", schemaPath: "#/properties/record/properties/history_max_files/type", keyword: "type", params: { type: "integer" } };
        if (vErrors === null) {
          vErrors = [err476];
        } else {
          vErrors.push(err476);
        }
        errors++;
      }
      if (typeof data220 == "number" && isFinite(data220)) {
        if (data220 > 1e6 || isNaN(data220)) {
          const err477 = { instancePath: instancePath + "/record/history_max_files", schemaPath: "#/properties/record/properties/history_max_files/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e6 } };
          if (vErrors === null) {
            vErrors = [err477];
          } else {
            vErrors.push(err477);
          }
          errors++;
        }
        if (data220 < 0 || isNaN(data220)) {
          const err478 = { instancePath: instancePath + "/record/history_max_files", schemaPath: "#/properties/record/properties/history_max_files/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
          if (vErrors === null) {
            vErrors = [err478];
          } else {
            vErrors.push(err478);
          }
          errors++;
        }
      }
      let data221 = data218.history_max_age;
      if (typeof data221 === "string") {
        if (!pattern20.test(data221)) {
          const err479 = { instancePath: instancePath + "/record/history_max_age", schemaPath: "#/properties/record/properties/history_max_age/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
          if (vErrors === null) {
            vErrors = [err479];
          } else {
            vErrors.push(err479);
          }
          errors++;
        }
      } else {
        const err480 = { instancePath: instancePath + "/record/history_max_age", schemaPath: "#/properties/record/properties/history_max_age/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err480];
        } else {
          vErrors.push(err480);
        }
        errors++;
      }
      let data222 = data218.mode;
      if (typeof data222 === "string") {
        if (!pattern116.test(data222)) {
          const err481 = { instancePath: instancePath + "/record/mode", schemaPath: "#/properties/record/properties/mode/pattern", keyword: "pattern", params: { pattern: "^0[0-7]{3}$" } };
          if (vErrors === null) {
            vErrors = [err481];
          } else {
            vErrors.push(err481);
          }
          errors++;
        }
      } else {
        const err482 = { instancePath: instancePath + "/record/mode", schemaPath: "#/properties/record/properties/mode/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err482];
        } else {
          vErrors.push(err482);
        }
        errors++;
      }
    } else {
      const err483 = { instancePath: instancePath + "/record", schemaPath: "#/properties/record/type", keyword: "type", params: { type: "object" } };
      if (vErrors === null) {
        vErrors = [err483];
      } else {
        vErrors.push(err483);
      }
      errors++;
    }
    let data223 = data.log;
    if (data223 && typeof data223 == "object" && !Array.isArray(data223)) {
      if (data223.file === void 0) {
        data223.file = "/var/log/mapexec/audit.log";
      }
      if (data223.syslog === void 0) {
        data223.syslog = true;
      }
      if (data223.syslog_socket === void 0) {
        data223.syslog_socket = "/dev/log";
      }
      if (data223.on_failure === void 0) {
        data223.on_failure = "refuse";
      }
      for (const key26 in data223) {
        if (!(key26 === "file" || key26 === "syslog" || key26 === "syslog_socket" || key26 === "on_failure")) {
          const err484 = { instancePath: instancePath + "/log", schemaPath: "#/properties/log/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key26 } };
          if (vErrors === null) {
            vErrors = [err484];
          } else {
            vErrors.push(err484);
          }
          errors++;
        }
      }
      let data224 = data223.file;
      if (typeof data224 === "string") {
        if (!pattern117.test(data224)) {
          const err485 = { instancePath: instancePath + "/log/file", schemaPath: "#/properties/log/properties/file/pattern", keyword: "pattern", params: { pattern: "^(?:none|(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+)$" } };
          if (vErrors === null) {
            vErrors = [err485];
          } else {
            vErrors.push(err485);
          }
          errors++;
        }
      } else {
        const err486 = { instancePath: instancePath + "/log/file", schemaPath: "#/properties/log/properties/file/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err486];
        } else {
          vErrors.push(err486);
        }
        errors++;
      }
      if (typeof data223.syslog !== "boolean") {
        const err487 = { instancePath: instancePath + "/log/syslog", schemaPath: "#/properties/log/properties/syslog/type", keyword: "type", params: { type: "boolean" } };
        if (vErrors === null) {
          vErrors = [err487];
        } else {
          vErrors.push(err487);
        }
        errors++;
      }
      let data226 = data223.syslog_socket;
      if (typeof data226 === "string") {
        if (!pattern1.test(data226)) {
          const err488 = { instancePath: instancePath + "/log/syslog_socket", schemaPath: "#/properties/log/properties/syslog_socket/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" } };
          if (vErrors === null) {
            vErrors = [err488];
          } else {
            vErrors.push(err488);
          }
          errors++;
        }
      } else {
        const err489 = { instancePath: instancePath + "/log/syslog_socket", schemaPath: "#/properties/log/properties/syslog_socket/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err489];
        } else {
          vErrors.push(err489);
        }
        errors++;
      }
      let data227 = data223.on_failure;
      if (typeof data227 !== "string") {
        const err490 = { instancePath: instancePath + "/log/on_failure", schemaPath: "#/properties/log/properties/on_failure/type", keyword: "type", params: { type: "string" } };
        if (vErrors === null) {
          vErrors = [err490];
        } else {
          vErrors.push(err490);
        }
        errors++;
      }
      if (!(data227 === "refuse" || data227 === "continue")) {
        const err491 = { instancePath: instancePath + "/log/on_failure", schemaPath: "#/properties/log/properties/on_failure/enum", keyword: "enum", params: { allowedValues: schema11.properties.log.properties.on_failure.enum } };
        if (vErrors === null) {
          vErrors = [err491];
        } else {
          vErrors.push(err491);
        }
        errors++;
      }
    } else {
      const err492 = { instancePath: instancePath + "/log", schemaPath: "#/properties/log/type", keyword: "type", params: { type: "object" } };
      if (vErrors === null) {
        vErrors = [err492];
      } else {
        vErrors.push(err492);
      }
      errors++;
    }
  } else {
    const err493 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err493];
    } else {
      vErrors.push(err493);
    }
    errors++;
  }
  validate10.errors = vErrors;
  return errors === 0;
}
