"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// src/core/exit-codes.ts
var EXIT;
var init_exit_codes = __esm({
  "src/core/exit-codes.ts"() {
    "use strict";
    EXIT = {
      client: 201,
      system: 202,
      denied: 203,
      /** The payload itself ended with 201-204; the record keeps the real code. */
      payload: 204
    };
  }
});

// src/core/reasons.ts
var client, system, systemRetry, denied, deniedRetry, REASONS, exitCodeOfReason;
var init_reasons = __esm({
  "src/core/reasons.ts"() {
    "use strict";
    init_exit_codes();
    client = { kind: "client" };
    system = { kind: "system" };
    systemRetry = { kind: "system", retryable: true };
    denied = { kind: "denied" };
    deniedRetry = { kind: "denied", retryable: true };
    REASONS = {
      // request
      usage: client,
      "request-malformed": client,
      "environment-malformed": client,
      "environment-too-large": client,
      "cwd-unknown": client,
      "status-fd-invalid": client,
      // authenticate: which credential
      "no-credential": client,
      "credential-not-found": client,
      "credential-unreadable": client,
      "credential-not-regular": client,
      "credential-owner": client,
      "credential-mode": client,
      "credential-too-large": client,
      "credential-changed": client,
      "credential-kind-disabled": denied,
      // authenticate: x509
      "proxy-syntax": client,
      "proxy-no-key": client,
      "proxy-key-mismatch": client,
      "proxy-key-encrypted": client,
      "proxy-required": client,
      "credential-expired": client,
      "credential-not-yet-valid": client,
      "chain-untrusted": denied,
      "chain-order": client,
      "chain-too-long": client,
      "chain-invalid": denied,
      "chain-signature": denied,
      "crl-missing": systemRetry,
      "crl-expired": systemRetry,
      "crl-invalid": system,
      "certificate-revoked": denied,
      "signing-policy-missing": system,
      "signing-policy-syntax": system,
      "signing-policy-violation": denied,
      "ca-expired": denied,
      "ca-not-yet-valid": denied,
      "name-constraints": denied,
      "basic-constraints": denied,
      "key-usage": denied,
      "path-length": denied,
      "proxy-name": denied,
      "proxy-critical-extension": denied,
      "proxy-cert-info": denied,
      "proxy-generation-mixed": denied,
      "proxy-generation-disabled": denied,
      "proxy-full-below-limited": denied,
      "proxy-limited": denied,
      "proxy-not-limited": denied,
      "proxy-independent": denied,
      "proxy-policy-unknown": denied,
      "proxy-lifetime": denied,
      "proxy-too-deep": denied,
      "weak-key": denied,
      "weak-signature": denied,
      "dn-unrepresentable": denied,
      // authenticate: VOMS
      "voms-required": denied,
      "voms-syntax": denied,
      "voms-signature": denied,
      "voms-untrusted-issuer": denied,
      "voms-holder": denied,
      "voms-expired": denied,
      "voms-not-yet-valid": denied,
      "voms-target": denied,
      "voms-critical-extension": denied,
      "voms-fqan": denied,
      "voms-lifetime": denied,
      // authenticate: tokens and MUNGE
      "token-syntax": denied,
      "token-invalid": denied,
      "token-expired": denied,
      "token-wrong-job": denied,
      "token-issuer": denied,
      "token-too-large": denied,
      "token-algorithm": denied,
      "token-key-unknown": denied,
      "token-signature": denied,
      "token-audience": denied,
      "token-not-yet-valid": denied,
      "token-lifetime": denied,
      "token-claim": denied,
      "keys-unavailable": systemRetry,
      "munge-invalid": denied,
      "munge-replayed": denied,
      "munge-unavailable": systemRetry,
      "unix-not-trusted": denied,
      // authorize
      "caller-not-listed": denied,
      "caller-credential-kind": denied,
      "caller-target": denied,
      "banned-subject": denied,
      "banned-fqan": denied,
      "not-allowed": denied,
      "command-not-allowed": denied,
      // authorize: CI jobs
      "ci-disabled": denied,
      "job-response-missing": client,
      "job-response-invalid": client,
      "variable-overridden": denied,
      "user-blocked": denied,
      "user-not-allowed": denied,
      "shell-not-allowed": denied,
      "bot-account": denied,
      "pipeline-source": denied,
      "ref-not-protected": denied,
      "project-not-allowed": denied,
      "runner-not-allowed": denied,
      nologin: deniedRetry,
      "runas-refused": denied,
      "runas-failed": system,
      // mapping
      "no-mapping": denied,
      "pool-full": deniedRetry,
      "pool-unknown": system,
      "lease-name-too-long": denied,
      "lease-conflict": systemRetry,
      "lease-directory": system,
      "lease-limit": deniedRetry,
      "no-primary-group": denied,
      "group-unmapped": denied,
      "account-unknown": system,
      "group-unknown": system,
      "account-forbidden": denied,
      "account-mismatch": denied,
      "lease-other-pool": denied,
      "map-syntax": system,
      // configuration
      "config-absent": system,
      "config-untrusted": system,
      "config-syntax": system,
      "config-invalid": system,
      "list-absent": system,
      // record
      "record-failed": systemRetry,
      "log-failed": systemRetry,
      // launch
      "target-proxy": client,
      "cwd-inaccessible": client,
      "command-missing": client,
      "command-not-executable": client,
      "bad-interpreter": client,
      "arguments-too-long": client,
      // helper
      "namespace-untrusted": system,
      "capabilities-missing": system,
      "no-new-privs": system,
      "nosuid-mount": system,
      "bounding-set": system,
      securebits: system,
      "helper-config-absent": system,
      "helper-config-untrusted": system,
      "helper-config-syntax": system,
      "decider-untrusted": system,
      "decider-failed": system,
      "decision-timeout": systemRetry,
      "service-unavailable": systemRetry,
      protocol: system,
      "out-of-bounds": system,
      "account-busy": systemRetry,
      "switch-failed": system,
      "label-failed": system,
      "no-process": systemRetry,
      "no-memory": systemRetry,
      "exec-failed": system,
      "supervision-failed": system,
      // install
      "not-root": client,
      "install-failed": system,
      /** What we did not foresee. */
      internal: system
    };
    exitCodeOfReason = (reason) => EXIT[REASONS[reason].kind];
  }
});

// src/core/errors.ts
function errnoOf(error) {
  if (typeof error !== "object" || error === null || !("code" in error)) return void 0;
  return typeof error.code === "string" ? error.code : void 0;
}
var LaunchError, exitCodeOf, placeText, messageOf;
var init_errors = __esm({
  "src/core/errors.ts"() {
    "use strict";
    init_exit_codes();
    init_reasons();
    LaunchError = class extends Error {
      reason;
      detail;
      place;
      constructor(reason, message, facts = {}) {
        super(message, facts.cause === void 0 ? void 0 : { cause: facts.cause });
        this.name = "LaunchError";
        this.reason = reason;
        this.detail = facts.detail;
        this.place = facts.place;
      }
    };
    exitCodeOf = (error) => error instanceof LaunchError ? exitCodeOfReason(error.reason) : EXIT.system;
    placeText = (place) => [place.file, place.line, place.column].filter((part) => part !== void 0).join(":");
    messageOf = (error) => (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ");
  }
});

// src/record/json-line.ts
var UNSAFE, jsonLine, escapeUnsafe;
var init_json_line = __esm({
  "src/record/json-line.ts"() {
    "use strict";
    UNSAFE = /[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
    jsonLine = (value) => `${escapeUnsafe(JSON.stringify(value))}
`;
    escapeUnsafe = (text2) => text2.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
  }
});

// node_modules/commander/lib/error.js
var require_error = __commonJS({
  "node_modules/commander/lib/error.js"(exports2) {
    var CommanderError2 = class extends Error {
      /**
       * Constructs the CommanderError class
       * @param {number} exitCode suggested exit code which could be used with process.exit
       * @param {string} code an id string representing the error
       * @param {string} message human-readable description of the error
       */
      constructor(exitCode, code, message) {
        super(message);
        Error.captureStackTrace(this, this.constructor);
        this.name = this.constructor.name;
        this.code = code;
        this.exitCode = exitCode;
        this.nestedError = void 0;
      }
    };
    var InvalidArgumentError2 = class extends CommanderError2 {
      /**
       * Constructs the InvalidArgumentError class
       * @param {string} [message] explanation of why argument is invalid
       */
      constructor(message) {
        super(1, "commander.invalidArgument", message);
        Error.captureStackTrace(this, this.constructor);
        this.name = this.constructor.name;
      }
    };
    exports2.CommanderError = CommanderError2;
    exports2.InvalidArgumentError = InvalidArgumentError2;
  }
});

// node_modules/commander/lib/argument.js
var require_argument = __commonJS({
  "node_modules/commander/lib/argument.js"(exports2) {
    var { InvalidArgumentError: InvalidArgumentError2 } = require_error();
    var Argument2 = class {
      /**
       * Initialize a new command argument with the given name and description.
       * The default is that the argument is required, and you can explicitly
       * indicate this with <> around the name. Put [] around the name for an optional argument.
       *
       * @param {string} name
       * @param {string} [description]
       */
      constructor(name, description) {
        this.description = description || "";
        this.variadic = false;
        this.parseArg = void 0;
        this.defaultValue = void 0;
        this.defaultValueDescription = void 0;
        this.argChoices = void 0;
        switch (name[0]) {
          case "<":
            this.required = true;
            this._name = name.slice(1, -1);
            break;
          case "[":
            this.required = false;
            this._name = name.slice(1, -1);
            break;
          default:
            this.required = true;
            this._name = name;
            break;
        }
        if (this._name.endsWith("...")) {
          this.variadic = true;
          this._name = this._name.slice(0, -3);
        }
      }
      /**
       * Return argument name.
       *
       * @return {string}
       */
      name() {
        return this._name;
      }
      /**
       * @package
       */
      _collectValue(value, previous) {
        if (previous === this.defaultValue || !Array.isArray(previous)) {
          return [value];
        }
        previous.push(value);
        return previous;
      }
      /**
       * Set the default value, and optionally supply the description to be displayed in the help.
       *
       * @param {*} value
       * @param {string} [description]
       * @return {Argument}
       */
      default(value, description) {
        this.defaultValue = value;
        this.defaultValueDescription = description;
        return this;
      }
      /**
       * Set the custom handler for processing CLI command arguments into argument values.
       *
       * @param {Function} [fn]
       * @return {Argument}
       */
      argParser(fn) {
        this.parseArg = fn;
        return this;
      }
      /**
       * Only allow argument value to be one of choices.
       *
       * @param {string[]} values
       * @return {Argument}
       */
      choices(values) {
        this.argChoices = values.slice();
        this.parseArg = (arg, previous) => {
          if (!this.argChoices.includes(arg)) {
            throw new InvalidArgumentError2(
              `Allowed choices are ${this.argChoices.join(", ")}.`
            );
          }
          if (this.variadic) {
            return this._collectValue(arg, previous);
          }
          return arg;
        };
        return this;
      }
      /**
       * Make argument required.
       *
       * @returns {Argument}
       */
      argRequired() {
        this.required = true;
        return this;
      }
      /**
       * Make argument optional.
       *
       * @returns {Argument}
       */
      argOptional() {
        this.required = false;
        return this;
      }
    };
    function humanReadableArgName(arg) {
      const nameOutput = arg.name() + (arg.variadic === true ? "..." : "");
      return arg.required ? "<" + nameOutput + ">" : "[" + nameOutput + "]";
    }
    exports2.Argument = Argument2;
    exports2.humanReadableArgName = humanReadableArgName;
  }
});

// node_modules/commander/lib/help.js
var require_help = __commonJS({
  "node_modules/commander/lib/help.js"(exports2) {
    var { humanReadableArgName } = require_argument();
    var Help2 = class {
      constructor() {
        this.helpWidth = void 0;
        this.minWidthToWrap = 40;
        this.sortSubcommands = false;
        this.sortOptions = false;
        this.showGlobalOptions = false;
      }
      /**
       * prepareContext is called by Commander after applying overrides from `Command.configureHelp()`
       * and just before calling `formatHelp()`.
       *
       * Commander just uses the helpWidth and the rest is provided for optional use by more complex subclasses.
       *
       * @param {{ error?: boolean, helpWidth?: number, outputHasColors?: boolean }} contextOptions
       */
      prepareContext(contextOptions) {
        this.helpWidth = this.helpWidth ?? contextOptions.helpWidth ?? 80;
      }
      /**
       * Get an array of the visible subcommands. Includes a placeholder for the implicit help command, if there is one.
       *
       * @param {Command} cmd
       * @returns {Command[]}
       */
      visibleCommands(cmd) {
        const visibleCommands = cmd.commands.filter((cmd2) => !cmd2._hidden);
        const helpCommand = cmd._getHelpCommand();
        if (helpCommand && !helpCommand._hidden) {
          visibleCommands.push(helpCommand);
        }
        if (this.sortSubcommands) {
          visibleCommands.sort((a, b) => {
            return a.name().localeCompare(b.name());
          });
        }
        return visibleCommands;
      }
      /**
       * Compare options for sort.
       *
       * @param {Option} a
       * @param {Option} b
       * @returns {number}
       */
      compareOptions(a, b) {
        const getSortKey = (option) => {
          return option.short ? option.short.replace(/^-/, "") : option.long.replace(/^--/, "");
        };
        return getSortKey(a).localeCompare(getSortKey(b));
      }
      /**
       * Get an array of the visible options. Includes a placeholder for the implicit help option, if there is one.
       *
       * @param {Command} cmd
       * @returns {Option[]}
       */
      visibleOptions(cmd) {
        const visibleOptions = cmd.options.filter((option) => !option.hidden);
        const helpOption = cmd._getHelpOption();
        if (helpOption && !helpOption.hidden) {
          const removeShort = helpOption.short && cmd._findOption(helpOption.short);
          const removeLong = helpOption.long && cmd._findOption(helpOption.long);
          if (!removeShort && !removeLong) {
            visibleOptions.push(helpOption);
          } else if (helpOption.long && !removeLong) {
            visibleOptions.push(
              cmd.createOption(helpOption.long, helpOption.description)
            );
          } else if (helpOption.short && !removeShort) {
            visibleOptions.push(
              cmd.createOption(helpOption.short, helpOption.description)
            );
          }
        }
        if (this.sortOptions) {
          visibleOptions.sort(this.compareOptions);
        }
        return visibleOptions;
      }
      /**
       * Get an array of the visible global options. (Not including help.)
       *
       * @param {Command} cmd
       * @returns {Option[]}
       */
      visibleGlobalOptions(cmd) {
        if (!this.showGlobalOptions) return [];
        const globalOptions = [];
        for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) {
          const visibleOptions = ancestorCmd.options.filter(
            (option) => !option.hidden
          );
          globalOptions.push(...visibleOptions);
        }
        if (this.sortOptions) {
          globalOptions.sort(this.compareOptions);
        }
        return globalOptions;
      }
      /**
       * Get an array of the arguments if any have a description.
       *
       * @param {Command} cmd
       * @returns {Argument[]}
       */
      visibleArguments(cmd) {
        if (cmd._argsDescription) {
          cmd.registeredArguments.forEach((argument) => {
            argument.description = argument.description || cmd._argsDescription[argument.name()] || "";
          });
        }
        if (cmd.registeredArguments.find((argument) => argument.description)) {
          return cmd.registeredArguments;
        }
        return [];
      }
      /**
       * Get the command term to show in the list of subcommands.
       *
       * @param {Command} cmd
       * @returns {string}
       */
      subcommandTerm(cmd) {
        const args = cmd.registeredArguments.map((arg) => humanReadableArgName(arg)).join(" ");
        return cmd._name + (cmd._aliases[0] ? "|" + cmd._aliases[0] : "") + (cmd.options.length ? " [options]" : "") + // simplistic check for non-help option
        (args ? " " + args : "");
      }
      /**
       * Get the option term to show in the list of options.
       *
       * @param {Option} option
       * @returns {string}
       */
      optionTerm(option) {
        return option.flags;
      }
      /**
       * Get the argument term to show in the list of arguments.
       *
       * @param {Argument} argument
       * @returns {string}
       */
      argumentTerm(argument) {
        return argument.name();
      }
      /**
       * Get the longest command term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestSubcommandTermLength(cmd, helper) {
        return helper.visibleCommands(cmd).reduce((max, command) => {
          return Math.max(
            max,
            this.displayWidth(
              helper.styleSubcommandTerm(helper.subcommandTerm(command))
            )
          );
        }, 0);
      }
      /**
       * Get the longest option term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestOptionTermLength(cmd, helper) {
        return helper.visibleOptions(cmd).reduce((max, option) => {
          return Math.max(
            max,
            this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option)))
          );
        }, 0);
      }
      /**
       * Get the longest global option term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestGlobalOptionTermLength(cmd, helper) {
        return helper.visibleGlobalOptions(cmd).reduce((max, option) => {
          return Math.max(
            max,
            this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option)))
          );
        }, 0);
      }
      /**
       * Get the longest argument term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestArgumentTermLength(cmd, helper) {
        return helper.visibleArguments(cmd).reduce((max, argument) => {
          return Math.max(
            max,
            this.displayWidth(
              helper.styleArgumentTerm(helper.argumentTerm(argument))
            )
          );
        }, 0);
      }
      /**
       * Get the command usage to be displayed at the top of the built-in help.
       *
       * @param {Command} cmd
       * @returns {string}
       */
      commandUsage(cmd) {
        let cmdName = cmd._name;
        if (cmd._aliases[0]) {
          cmdName = cmdName + "|" + cmd._aliases[0];
        }
        let ancestorCmdNames = "";
        for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) {
          ancestorCmdNames = ancestorCmd.name() + " " + ancestorCmdNames;
        }
        return ancestorCmdNames + cmdName + " " + cmd.usage();
      }
      /**
       * Get the description for the command.
       *
       * @param {Command} cmd
       * @returns {string}
       */
      commandDescription(cmd) {
        return cmd.description();
      }
      /**
       * Get the subcommand summary to show in the list of subcommands.
       * (Fallback to description for backwards compatibility.)
       *
       * @param {Command} cmd
       * @returns {string}
       */
      subcommandDescription(cmd) {
        return cmd.summary() || cmd.description();
      }
      /**
       * Get the option description to show in the list of options.
       *
       * @param {Option} option
       * @return {string}
       */
      optionDescription(option) {
        const extraInfo = [];
        if (option.argChoices) {
          extraInfo.push(
            // use stringify to match the display of the default value
            `choices: ${option.argChoices.map((choice2) => JSON.stringify(choice2)).join(", ")}`
          );
        }
        if (option.defaultValue !== void 0) {
          const showDefault = option.required || option.optional || option.isBoolean() && typeof option.defaultValue === "boolean";
          if (showDefault) {
            extraInfo.push(
              `default: ${option.defaultValueDescription || JSON.stringify(option.defaultValue)}`
            );
          }
        }
        if (option.presetArg !== void 0 && option.optional) {
          extraInfo.push(`preset: ${JSON.stringify(option.presetArg)}`);
        }
        if (option.envVar !== void 0) {
          extraInfo.push(`env: ${option.envVar}`);
        }
        if (extraInfo.length > 0) {
          const extraDescription = `(${extraInfo.join(", ")})`;
          if (option.description) {
            return `${option.description} ${extraDescription}`;
          }
          return extraDescription;
        }
        return option.description;
      }
      /**
       * Get the argument description to show in the list of arguments.
       *
       * @param {Argument} argument
       * @return {string}
       */
      argumentDescription(argument) {
        const extraInfo = [];
        if (argument.argChoices) {
          extraInfo.push(
            // use stringify to match the display of the default value
            `choices: ${argument.argChoices.map((choice2) => JSON.stringify(choice2)).join(", ")}`
          );
        }
        if (argument.defaultValue !== void 0) {
          extraInfo.push(
            `default: ${argument.defaultValueDescription || JSON.stringify(argument.defaultValue)}`
          );
        }
        if (extraInfo.length > 0) {
          const extraDescription = `(${extraInfo.join(", ")})`;
          if (argument.description) {
            return `${argument.description} ${extraDescription}`;
          }
          return extraDescription;
        }
        return argument.description;
      }
      /**
       * Format a list of items, given a heading and an array of formatted items.
       *
       * @param {string} heading
       * @param {string[]} items
       * @param {Help} helper
       * @returns string[]
       */
      formatItemList(heading, items, helper) {
        if (items.length === 0) return [];
        return [helper.styleTitle(heading), ...items, ""];
      }
      /**
       * Group items by their help group heading.
       *
       * @param {Command[] | Option[]} unsortedItems
       * @param {Command[] | Option[]} visibleItems
       * @param {Function} getGroup
       * @returns {Map<string, Command[] | Option[]>}
       */
      groupItems(unsortedItems, visibleItems, getGroup) {
        const result = /* @__PURE__ */ new Map();
        unsortedItems.forEach((item) => {
          const group2 = getGroup(item);
          if (!result.has(group2)) result.set(group2, []);
        });
        visibleItems.forEach((item) => {
          const group2 = getGroup(item);
          if (!result.has(group2)) {
            result.set(group2, []);
          }
          result.get(group2).push(item);
        });
        return result;
      }
      /**
       * Generate the built-in help text.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {string}
       */
      formatHelp(cmd, helper) {
        const termWidth = helper.padWidth(cmd, helper);
        const helpWidth = helper.helpWidth ?? 80;
        function callFormatItem(term, description) {
          return helper.formatItem(term, termWidth, description, helper);
        }
        let output = [
          `${helper.styleTitle("Usage:")} ${helper.styleUsage(helper.commandUsage(cmd))}`,
          ""
        ];
        const commandDescription = helper.commandDescription(cmd);
        if (commandDescription.length > 0) {
          output = output.concat([
            helper.boxWrap(
              helper.styleCommandDescription(commandDescription),
              helpWidth
            ),
            ""
          ]);
        }
        const argumentList = helper.visibleArguments(cmd).map((argument) => {
          return callFormatItem(
            helper.styleArgumentTerm(helper.argumentTerm(argument)),
            helper.styleArgumentDescription(helper.argumentDescription(argument))
          );
        });
        output = output.concat(
          this.formatItemList("Arguments:", argumentList, helper)
        );
        const optionGroups = this.groupItems(
          cmd.options,
          helper.visibleOptions(cmd),
          (option) => option.helpGroupHeading ?? "Options:"
        );
        optionGroups.forEach((options, group2) => {
          const optionList = options.map((option) => {
            return callFormatItem(
              helper.styleOptionTerm(helper.optionTerm(option)),
              helper.styleOptionDescription(helper.optionDescription(option))
            );
          });
          output = output.concat(this.formatItemList(group2, optionList, helper));
        });
        if (helper.showGlobalOptions) {
          const globalOptionList = helper.visibleGlobalOptions(cmd).map((option) => {
            return callFormatItem(
              helper.styleOptionTerm(helper.optionTerm(option)),
              helper.styleOptionDescription(helper.optionDescription(option))
            );
          });
          output = output.concat(
            this.formatItemList("Global Options:", globalOptionList, helper)
          );
        }
        const commandGroups = this.groupItems(
          cmd.commands,
          helper.visibleCommands(cmd),
          (sub) => sub.helpGroup() || "Commands:"
        );
        commandGroups.forEach((commands, group2) => {
          const commandList = commands.map((sub) => {
            return callFormatItem(
              helper.styleSubcommandTerm(helper.subcommandTerm(sub)),
              helper.styleSubcommandDescription(helper.subcommandDescription(sub))
            );
          });
          output = output.concat(this.formatItemList(group2, commandList, helper));
        });
        return output.join("\n");
      }
      /**
       * Return display width of string, ignoring ANSI escape sequences. Used in padding and wrapping calculations.
       *
       * @param {string} str
       * @returns {number}
       */
      displayWidth(str) {
        return stripColor(str).length;
      }
      /**
       * Style the title for displaying in the help. Called with 'Usage:', 'Options:', etc.
       *
       * @param {string} str
       * @returns {string}
       */
      styleTitle(str) {
        return str;
      }
      styleUsage(str) {
        return str.split(" ").map((word) => {
          if (word === "[options]") return this.styleOptionText(word);
          if (word === "[command]") return this.styleSubcommandText(word);
          if (word[0] === "[" || word[0] === "<")
            return this.styleArgumentText(word);
          return this.styleCommandText(word);
        }).join(" ");
      }
      styleCommandDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleOptionDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleSubcommandDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleArgumentDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleDescriptionText(str) {
        return str;
      }
      styleOptionTerm(str) {
        return this.styleOptionText(str);
      }
      styleSubcommandTerm(str) {
        return str.split(" ").map((word) => {
          if (word === "[options]") return this.styleOptionText(word);
          if (word[0] === "[" || word[0] === "<")
            return this.styleArgumentText(word);
          return this.styleSubcommandText(word);
        }).join(" ");
      }
      styleArgumentTerm(str) {
        return this.styleArgumentText(str);
      }
      styleOptionText(str) {
        return str;
      }
      styleArgumentText(str) {
        return str;
      }
      styleSubcommandText(str) {
        return str;
      }
      styleCommandText(str) {
        return str;
      }
      /**
       * Calculate the pad width from the maximum term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      padWidth(cmd, helper) {
        return Math.max(
          helper.longestOptionTermLength(cmd, helper),
          helper.longestGlobalOptionTermLength(cmd, helper),
          helper.longestSubcommandTermLength(cmd, helper),
          helper.longestArgumentTermLength(cmd, helper)
        );
      }
      /**
       * Detect manually wrapped and indented strings by checking for line break followed by whitespace.
       *
       * @param {string} str
       * @returns {boolean}
       */
      preformatted(str) {
        return /\n[^\S\r\n]/.test(str);
      }
      /**
       * Format the "item", which consists of a term and description. Pad the term and wrap the description, indenting the following lines.
       *
       * So "TTT", 5, "DDD DDDD DD DDD" might be formatted for this.helpWidth=17 like so:
       *   TTT  DDD DDDD
       *        DD DDD
       *
       * @param {string} term
       * @param {number} termWidth
       * @param {string} description
       * @param {Help} helper
       * @returns {string}
       */
      formatItem(term, termWidth, description, helper) {
        const itemIndent = 2;
        const itemIndentStr = " ".repeat(itemIndent);
        if (!description) return itemIndentStr + term;
        const paddedTerm = term.padEnd(
          termWidth + term.length - helper.displayWidth(term)
        );
        const spacerWidth = 2;
        const helpWidth = this.helpWidth ?? 80;
        const remainingWidth = helpWidth - termWidth - spacerWidth - itemIndent;
        let formattedDescription;
        if (remainingWidth < this.minWidthToWrap || helper.preformatted(description)) {
          formattedDescription = description;
        } else {
          const wrappedDescription = helper.boxWrap(description, remainingWidth);
          formattedDescription = wrappedDescription.replace(
            /\n/g,
            "\n" + " ".repeat(termWidth + spacerWidth)
          );
        }
        return itemIndentStr + paddedTerm + " ".repeat(spacerWidth) + formattedDescription.replace(/\n/g, `
${itemIndentStr}`);
      }
      /**
       * Wrap a string at whitespace, preserving existing line breaks.
       * Wrapping is skipped if the width is less than `minWidthToWrap`.
       *
       * @param {string} str
       * @param {number} width
       * @returns {string}
       */
      boxWrap(str, width) {
        if (width < this.minWidthToWrap) return str;
        const rawLines = str.split(/\r\n|\n/);
        const chunkPattern = /[\s]*[^\s]+/g;
        const wrappedLines = [];
        rawLines.forEach((line) => {
          const chunks = line.match(chunkPattern);
          if (chunks === null) {
            wrappedLines.push("");
            return;
          }
          let sumChunks = [chunks.shift()];
          let sumWidth = this.displayWidth(sumChunks[0]);
          chunks.forEach((chunk) => {
            const visibleWidth = this.displayWidth(chunk);
            if (sumWidth + visibleWidth <= width) {
              sumChunks.push(chunk);
              sumWidth += visibleWidth;
              return;
            }
            wrappedLines.push(sumChunks.join(""));
            const nextChunk = chunk.trimStart();
            sumChunks = [nextChunk];
            sumWidth = this.displayWidth(nextChunk);
          });
          wrappedLines.push(sumChunks.join(""));
        });
        return wrappedLines.join("\n");
      }
    };
    function stripColor(str) {
      const sgrPattern = /\x1b\[\d*(;\d*)*m/g;
      return str.replace(sgrPattern, "");
    }
    exports2.Help = Help2;
    exports2.stripColor = stripColor;
  }
});

// node_modules/commander/lib/option.js
var require_option = __commonJS({
  "node_modules/commander/lib/option.js"(exports2) {
    var { InvalidArgumentError: InvalidArgumentError2 } = require_error();
    var Option2 = class {
      /**
       * Initialize a new `Option` with the given `flags` and `description`.
       *
       * @param {string} flags
       * @param {string} [description]
       */
      constructor(flags, description) {
        this.flags = flags;
        this.description = description || "";
        this.required = flags.includes("<");
        this.optional = flags.includes("[");
        this.variadic = /\w\.\.\.[>\]]$/.test(flags);
        this.mandatory = false;
        const optionFlags = splitOptionFlags(flags);
        this.short = optionFlags.shortFlag;
        this.long = optionFlags.longFlag;
        this.negate = false;
        if (this.long) {
          this.negate = this.long.startsWith("--no-");
        }
        this.defaultValue = void 0;
        this.defaultValueDescription = void 0;
        this.presetArg = void 0;
        this.envVar = void 0;
        this.parseArg = void 0;
        this.hidden = false;
        this.argChoices = void 0;
        this.conflictsWith = [];
        this.implied = void 0;
        this.helpGroupHeading = void 0;
      }
      /**
       * Set the default value, and optionally supply the description to be displayed in the help.
       *
       * @param {*} value
       * @param {string} [description]
       * @return {Option}
       */
      default(value, description) {
        this.defaultValue = value;
        this.defaultValueDescription = description;
        return this;
      }
      /**
       * Preset to use when option used without option-argument, especially optional but also boolean and negated.
       * The custom processing (parseArg) is called.
       *
       * @example
       * new Option('--color').default('GREYSCALE').preset('RGB');
       * new Option('--donate [amount]').preset('20').argParser(parseFloat);
       *
       * @param {*} arg
       * @return {Option}
       */
      preset(arg) {
        this.presetArg = arg;
        return this;
      }
      /**
       * Add option name(s) that conflict with this option.
       * An error will be displayed if conflicting options are found during parsing.
       *
       * @example
       * new Option('--rgb').conflicts('cmyk');
       * new Option('--js').conflicts(['ts', 'jsx']);
       *
       * @param {(string | string[])} names
       * @return {Option}
       */
      conflicts(names) {
        this.conflictsWith = this.conflictsWith.concat(names);
        return this;
      }
      /**
       * Specify implied option values for when this option is set and the implied options are not.
       *
       * The custom processing (parseArg) is not called on the implied values.
       *
       * @example
       * program
       *   .addOption(new Option('--log', 'write logging information to file'))
       *   .addOption(new Option('--trace', 'log extra details').implies({ log: 'trace.txt' }));
       *
       * @param {object} impliedOptionValues
       * @return {Option}
       */
      implies(impliedOptionValues) {
        let newImplied = impliedOptionValues;
        if (typeof impliedOptionValues === "string") {
          newImplied = { [impliedOptionValues]: true };
        }
        this.implied = Object.assign(this.implied || {}, newImplied);
        return this;
      }
      /**
       * Set environment variable to check for option value.
       *
       * An environment variable is only used if when processed the current option value is
       * undefined, or the source of the current value is 'default' or 'config' or 'env'.
       *
       * @param {string} name
       * @return {Option}
       */
      env(name) {
        this.envVar = name;
        return this;
      }
      /**
       * Set the custom handler for processing CLI option arguments into option values.
       *
       * @param {Function} [fn]
       * @return {Option}
       */
      argParser(fn) {
        this.parseArg = fn;
        return this;
      }
      /**
       * Whether the option is mandatory and must have a value after parsing.
       *
       * @param {boolean} [mandatory=true]
       * @return {Option}
       */
      makeOptionMandatory(mandatory = true) {
        this.mandatory = !!mandatory;
        return this;
      }
      /**
       * Hide option in help.
       *
       * @param {boolean} [hide=true]
       * @return {Option}
       */
      hideHelp(hide = true) {
        this.hidden = !!hide;
        return this;
      }
      /**
       * @package
       */
      _collectValue(value, previous) {
        if (previous === this.defaultValue || !Array.isArray(previous)) {
          return [value];
        }
        previous.push(value);
        return previous;
      }
      /**
       * Only allow option value to be one of choices.
       *
       * @param {string[]} values
       * @return {Option}
       */
      choices(values) {
        this.argChoices = values.slice();
        this.parseArg = (arg, previous) => {
          if (!this.argChoices.includes(arg)) {
            throw new InvalidArgumentError2(
              `Allowed choices are ${this.argChoices.join(", ")}.`
            );
          }
          if (this.variadic) {
            return this._collectValue(arg, previous);
          }
          return arg;
        };
        return this;
      }
      /**
       * Return option name.
       *
       * @return {string}
       */
      name() {
        if (this.long) {
          return this.long.replace(/^--/, "");
        }
        return this.short.replace(/^-/, "");
      }
      /**
       * Return option name, in a camelcase format that can be used
       * as an object attribute key.
       *
       * @return {string}
       */
      attributeName() {
        if (this.negate) {
          return camelcase(this.name().replace(/^no-/, ""));
        }
        return camelcase(this.name());
      }
      /**
       * Set the help group heading.
       *
       * @param {string} heading
       * @return {Option}
       */
      helpGroup(heading) {
        this.helpGroupHeading = heading;
        return this;
      }
      /**
       * Check if `arg` matches the short or long flag.
       *
       * @param {string} arg
       * @return {boolean}
       * @package
       */
      is(arg) {
        return this.short === arg || this.long === arg;
      }
      /**
       * Return whether a boolean option.
       *
       * Options are one of boolean, negated, required argument, or optional argument.
       *
       * @return {boolean}
       * @package
       */
      isBoolean() {
        return !this.required && !this.optional && !this.negate;
      }
    };
    var DualOptions = class {
      /**
       * @param {Option[]} options
       */
      constructor(options) {
        this.positiveOptions = /* @__PURE__ */ new Map();
        this.negativeOptions = /* @__PURE__ */ new Map();
        this.dualOptions = /* @__PURE__ */ new Set();
        options.forEach((option) => {
          if (option.negate) {
            this.negativeOptions.set(option.attributeName(), option);
          } else {
            this.positiveOptions.set(option.attributeName(), option);
          }
        });
        this.negativeOptions.forEach((value, key) => {
          if (this.positiveOptions.has(key)) {
            this.dualOptions.add(key);
          }
        });
      }
      /**
       * Did the value come from the option, and not from possible matching dual option?
       *
       * @param {*} value
       * @param {Option} option
       * @returns {boolean}
       */
      valueFromOption(value, option) {
        const optionKey = option.attributeName();
        if (!this.dualOptions.has(optionKey)) return true;
        const preset = this.negativeOptions.get(optionKey).presetArg;
        const negativeValue = preset !== void 0 ? preset : false;
        return option.negate === (negativeValue === value);
      }
    };
    function camelcase(str) {
      return str.split("-").reduce((str2, word) => {
        return str2 + word[0].toUpperCase() + word.slice(1);
      });
    }
    function splitOptionFlags(flags) {
      let shortFlag;
      let longFlag;
      const shortFlagExp = /^-[^-]$/;
      const longFlagExp = /^--[^-]/;
      const flagParts = flags.split(/[ |,]+/).concat("guard");
      if (shortFlagExp.test(flagParts[0])) shortFlag = flagParts.shift();
      if (longFlagExp.test(flagParts[0])) longFlag = flagParts.shift();
      if (!shortFlag && shortFlagExp.test(flagParts[0]))
        shortFlag = flagParts.shift();
      if (!shortFlag && longFlagExp.test(flagParts[0])) {
        shortFlag = longFlag;
        longFlag = flagParts.shift();
      }
      if (flagParts[0].startsWith("-")) {
        const unsupportedFlag = flagParts[0];
        const baseError = `option creation failed due to '${unsupportedFlag}' in option flags '${flags}'`;
        if (/^-[^-][^-]/.test(unsupportedFlag))
          throw new Error(
            `${baseError}
- a short flag is a single dash and a single character
  - either use a single dash and a single character (for a short flag)
  - or use a double dash for a long option (and can have two, like '--ws, --workspace')`
          );
        if (shortFlagExp.test(unsupportedFlag))
          throw new Error(`${baseError}
- too many short flags`);
        if (longFlagExp.test(unsupportedFlag))
          throw new Error(`${baseError}
- too many long flags`);
        throw new Error(`${baseError}
- unrecognised flag format`);
      }
      if (shortFlag === void 0 && longFlag === void 0)
        throw new Error(
          `option creation failed due to no flags found in '${flags}'.`
        );
      return { shortFlag, longFlag };
    }
    exports2.Option = Option2;
    exports2.DualOptions = DualOptions;
  }
});

// node_modules/commander/lib/suggestSimilar.js
var require_suggestSimilar = __commonJS({
  "node_modules/commander/lib/suggestSimilar.js"(exports2) {
    var maxDistance = 3;
    function editDistance2(a, b) {
      if (Math.abs(a.length - b.length) > maxDistance)
        return Math.max(a.length, b.length);
      const d = [];
      for (let i = 0; i <= a.length; i++) {
        d[i] = [i];
      }
      for (let j = 0; j <= b.length; j++) {
        d[0][j] = j;
      }
      for (let j = 1; j <= b.length; j++) {
        for (let i = 1; i <= a.length; i++) {
          let cost = 1;
          if (a[i - 1] === b[j - 1]) {
            cost = 0;
          } else {
            cost = 1;
          }
          d[i][j] = Math.min(
            d[i - 1][j] + 1,
            // deletion
            d[i][j - 1] + 1,
            // insertion
            d[i - 1][j - 1] + cost
            // substitution
          );
          if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
            d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
          }
        }
      }
      return d[a.length][b.length];
    }
    function suggestSimilar(word, candidates) {
      if (!candidates || candidates.length === 0) return "";
      candidates = Array.from(new Set(candidates));
      const searchingOptions = word.startsWith("--");
      if (searchingOptions) {
        word = word.slice(2);
        candidates = candidates.map((candidate) => candidate.slice(2));
      }
      let similar = [];
      let bestDistance = maxDistance;
      const minSimilarity = 0.4;
      candidates.forEach((candidate) => {
        if (candidate.length <= 1) return;
        const distance = editDistance2(word, candidate);
        const length = Math.max(word.length, candidate.length);
        const similarity = (length - distance) / length;
        if (similarity > minSimilarity) {
          if (distance < bestDistance) {
            bestDistance = distance;
            similar = [candidate];
          } else if (distance === bestDistance) {
            similar.push(candidate);
          }
        }
      });
      similar.sort((a, b) => a.localeCompare(b));
      if (searchingOptions) {
        similar = similar.map((candidate) => `--${candidate}`);
      }
      if (similar.length > 1) {
        return `
(Did you mean one of ${similar.join(", ")}?)`;
      }
      if (similar.length === 1) {
        return `
(Did you mean ${similar[0]}?)`;
      }
      return "";
    }
    exports2.suggestSimilar = suggestSimilar;
  }
});

// node_modules/commander/lib/command.js
var require_command = __commonJS({
  "node_modules/commander/lib/command.js"(exports2) {
    var EventEmitter = require("node:events").EventEmitter;
    var childProcess = require("node:child_process");
    var path = require("node:path");
    var fs8 = require("node:fs");
    var process2 = require("node:process");
    var { Argument: Argument2, humanReadableArgName } = require_argument();
    var { CommanderError: CommanderError2 } = require_error();
    var { Help: Help2, stripColor } = require_help();
    var { Option: Option2, DualOptions } = require_option();
    var { suggestSimilar } = require_suggestSimilar();
    var Command2 = class _Command extends EventEmitter {
      /**
       * Initialize a new `Command`.
       *
       * @param {string} [name]
       */
      constructor(name) {
        super();
        this.commands = [];
        this.options = [];
        this.parent = null;
        this._allowUnknownOption = false;
        this._allowExcessArguments = false;
        this.registeredArguments = [];
        this._args = this.registeredArguments;
        this.args = [];
        this.rawArgs = [];
        this.processedArgs = [];
        this._scriptPath = null;
        this._name = name || "";
        this._optionValues = {};
        this._optionValueSources = {};
        this._storeOptionsAsProperties = false;
        this._actionHandler = null;
        this._executableHandler = false;
        this._executableFile = null;
        this._executableDir = null;
        this._defaultCommandName = null;
        this._exitCallback = null;
        this._aliases = [];
        this._combineFlagAndOptionalValue = true;
        this._description = "";
        this._summary = "";
        this._argsDescription = void 0;
        this._enablePositionalOptions = false;
        this._passThroughOptions = false;
        this._lifeCycleHooks = {};
        this._showHelpAfterError = false;
        this._showSuggestionAfterError = true;
        this._savedState = null;
        this._outputConfiguration = {
          writeOut: (str) => process2.stdout.write(str),
          writeErr: (str) => process2.stderr.write(str),
          outputError: (str, write) => write(str),
          getOutHelpWidth: () => process2.stdout.isTTY ? process2.stdout.columns : void 0,
          getErrHelpWidth: () => process2.stderr.isTTY ? process2.stderr.columns : void 0,
          getOutHasColors: () => useColor() ?? (process2.stdout.isTTY && process2.stdout.hasColors?.()),
          getErrHasColors: () => useColor() ?? (process2.stderr.isTTY && process2.stderr.hasColors?.()),
          stripColor: (str) => stripColor(str)
        };
        this._hidden = false;
        this._helpOption = void 0;
        this._addImplicitHelpCommand = void 0;
        this._helpCommand = void 0;
        this._helpConfiguration = {};
        this._helpGroupHeading = void 0;
        this._defaultCommandGroup = void 0;
        this._defaultOptionGroup = void 0;
      }
      /**
       * Copy settings that are useful to have in common across root command and subcommands.
       *
       * (Used internally when adding a command using `.command()` so subcommands inherit parent settings.)
       *
       * @param {Command} sourceCommand
       * @return {Command} `this` command for chaining
       */
      copyInheritedSettings(sourceCommand) {
        this._outputConfiguration = sourceCommand._outputConfiguration;
        this._helpOption = sourceCommand._helpOption;
        this._helpCommand = sourceCommand._helpCommand;
        this._helpConfiguration = sourceCommand._helpConfiguration;
        this._exitCallback = sourceCommand._exitCallback;
        this._storeOptionsAsProperties = sourceCommand._storeOptionsAsProperties;
        this._combineFlagAndOptionalValue = sourceCommand._combineFlagAndOptionalValue;
        this._allowExcessArguments = sourceCommand._allowExcessArguments;
        this._enablePositionalOptions = sourceCommand._enablePositionalOptions;
        this._showHelpAfterError = sourceCommand._showHelpAfterError;
        this._showSuggestionAfterError = sourceCommand._showSuggestionAfterError;
        return this;
      }
      /**
       * @returns {Command[]}
       * @private
       */
      _getCommandAndAncestors() {
        const result = [];
        for (let command = this; command; command = command.parent) {
          result.push(command);
        }
        return result;
      }
      /**
       * Define a command.
       *
       * There are two styles of command: pay attention to where to put the description.
       *
       * @example
       * // Command implemented using action handler (description is supplied separately to `.command`)
       * program
       *   .command('clone <source> [destination]')
       *   .description('clone a repository into a newly created directory')
       *   .action((source, destination) => {
       *     console.log('clone command called');
       *   });
       *
       * // Command implemented using separate executable file (description is second parameter to `.command`)
       * program
       *   .command('start <service>', 'start named service')
       *   .command('stop [service]', 'stop named service, or all if no name supplied');
       *
       * @param {string} nameAndArgs - command name and arguments, args are `<required>` or `[optional]` and last may also be `variadic...`
       * @param {(object | string)} [actionOptsOrExecDesc] - configuration options (for action), or description (for executable)
       * @param {object} [execOpts] - configuration options (for executable)
       * @return {Command} returns new command for action handler, or `this` for executable command
       */
      command(nameAndArgs, actionOptsOrExecDesc, execOpts) {
        let desc = actionOptsOrExecDesc;
        let opts = execOpts;
        if (typeof desc === "object" && desc !== null) {
          opts = desc;
          desc = null;
        }
        opts = opts || {};
        const [, name, args] = nameAndArgs.match(/([^ ]+) *(.*)/);
        const cmd = this.createCommand(name);
        if (desc) {
          cmd.description(desc);
          cmd._executableHandler = true;
        }
        if (opts.isDefault) this._defaultCommandName = cmd._name;
        cmd._hidden = !!(opts.noHelp || opts.hidden);
        cmd._executableFile = opts.executableFile || null;
        if (args) cmd.arguments(args);
        this._registerCommand(cmd);
        cmd.parent = this;
        cmd.copyInheritedSettings(this);
        if (desc) return this;
        return cmd;
      }
      /**
       * Factory routine to create a new unattached command.
       *
       * See .command() for creating an attached subcommand, which uses this routine to
       * create the command. You can override createCommand to customise subcommands.
       *
       * @param {string} [name]
       * @return {Command} new command
       */
      createCommand(name) {
        return new _Command(name);
      }
      /**
       * You can customise the help with a subclass of Help by overriding createHelp,
       * or by overriding Help properties using configureHelp().
       *
       * @return {Help}
       */
      createHelp() {
        return Object.assign(new Help2(), this.configureHelp());
      }
      /**
       * You can customise the help by overriding Help properties using configureHelp(),
       * or with a subclass of Help by overriding createHelp().
       *
       * @param {object} [configuration] - configuration options
       * @return {(Command | object)} `this` command for chaining, or stored configuration
       */
      configureHelp(configuration) {
        if (configuration === void 0) return this._helpConfiguration;
        this._helpConfiguration = configuration;
        return this;
      }
      /**
       * The default output goes to stdout and stderr. You can customise this for special
       * applications. You can also customise the display of errors by overriding outputError.
       *
       * The configuration properties are all functions:
       *
       *     // change how output being written, defaults to stdout and stderr
       *     writeOut(str)
       *     writeErr(str)
       *     // change how output being written for errors, defaults to writeErr
       *     outputError(str, write) // used for displaying errors and not used for displaying help
       *     // specify width for wrapping help
       *     getOutHelpWidth()
       *     getErrHelpWidth()
       *     // color support, currently only used with Help
       *     getOutHasColors()
       *     getErrHasColors()
       *     stripColor() // used to remove ANSI escape codes if output does not have colors
       *
       * @param {object} [configuration] - configuration options
       * @return {(Command | object)} `this` command for chaining, or stored configuration
       */
      configureOutput(configuration) {
        if (configuration === void 0) return this._outputConfiguration;
        this._outputConfiguration = {
          ...this._outputConfiguration,
          ...configuration
        };
        return this;
      }
      /**
       * Display the help or a custom message after an error occurs.
       *
       * @param {(boolean|string)} [displayHelp]
       * @return {Command} `this` command for chaining
       */
      showHelpAfterError(displayHelp = true) {
        if (typeof displayHelp !== "string") displayHelp = !!displayHelp;
        this._showHelpAfterError = displayHelp;
        return this;
      }
      /**
       * Display suggestion of similar commands for unknown commands, or options for unknown options.
       *
       * @param {boolean} [displaySuggestion]
       * @return {Command} `this` command for chaining
       */
      showSuggestionAfterError(displaySuggestion = true) {
        this._showSuggestionAfterError = !!displaySuggestion;
        return this;
      }
      /**
       * Add a prepared subcommand.
       *
       * See .command() for creating an attached subcommand which inherits settings from its parent.
       *
       * @param {Command} cmd - new subcommand
       * @param {object} [opts] - configuration options
       * @return {Command} `this` command for chaining
       */
      addCommand(cmd, opts) {
        if (!cmd._name) {
          throw new Error(`Command passed to .addCommand() must have a name
- specify the name in Command constructor or using .name()`);
        }
        opts = opts || {};
        if (opts.isDefault) this._defaultCommandName = cmd._name;
        if (opts.noHelp || opts.hidden) cmd._hidden = true;
        this._registerCommand(cmd);
        cmd.parent = this;
        cmd._checkForBrokenPassThrough();
        return this;
      }
      /**
       * Factory routine to create a new unattached argument.
       *
       * See .argument() for creating an attached argument, which uses this routine to
       * create the argument. You can override createArgument to return a custom argument.
       *
       * @param {string} name
       * @param {string} [description]
       * @return {Argument} new argument
       */
      createArgument(name, description) {
        return new Argument2(name, description);
      }
      /**
       * Define argument syntax for command.
       *
       * The default is that the argument is required, and you can explicitly
       * indicate this with <> around the name. Put [] around the name for an optional argument.
       *
       * @example
       * program.argument('<input-file>');
       * program.argument('[output-file]');
       *
       * @param {string} name
       * @param {string} [description]
       * @param {(Function|*)} [parseArg] - custom argument processing function or default value
       * @param {*} [defaultValue]
       * @return {Command} `this` command for chaining
       */
      argument(name, description, parseArg, defaultValue) {
        const argument = this.createArgument(name, description);
        if (typeof parseArg === "function") {
          argument.default(defaultValue).argParser(parseArg);
        } else {
          argument.default(parseArg);
        }
        this.addArgument(argument);
        return this;
      }
      /**
       * Define argument syntax for command, adding multiple at once (without descriptions).
       *
       * See also .argument().
       *
       * @example
       * program.arguments('<cmd> [env]');
       *
       * @param {string} names
       * @return {Command} `this` command for chaining
       */
      arguments(names) {
        names.trim().split(/ +/).forEach((detail) => {
          this.argument(detail);
        });
        return this;
      }
      /**
       * Define argument syntax for command, adding a prepared argument.
       *
       * @param {Argument} argument
       * @return {Command} `this` command for chaining
       */
      addArgument(argument) {
        const previousArgument = this.registeredArguments.slice(-1)[0];
        if (previousArgument?.variadic) {
          throw new Error(
            `only the last argument can be variadic '${previousArgument.name()}'`
          );
        }
        if (argument.required && argument.defaultValue !== void 0 && argument.parseArg === void 0) {
          throw new Error(
            `a default value for a required argument is never used: '${argument.name()}'`
          );
        }
        this.registeredArguments.push(argument);
        return this;
      }
      /**
       * Customise or override default help command. By default a help command is automatically added if your command has subcommands.
       *
       * @example
       *    program.helpCommand('help [cmd]');
       *    program.helpCommand('help [cmd]', 'show help');
       *    program.helpCommand(false); // suppress default help command
       *    program.helpCommand(true); // add help command even if no subcommands
       *
       * @param {string|boolean} enableOrNameAndArgs - enable with custom name and/or arguments, or boolean to override whether added
       * @param {string} [description] - custom description
       * @return {Command} `this` command for chaining
       */
      helpCommand(enableOrNameAndArgs, description) {
        if (typeof enableOrNameAndArgs === "boolean") {
          this._addImplicitHelpCommand = enableOrNameAndArgs;
          if (enableOrNameAndArgs && this._defaultCommandGroup) {
            this._initCommandGroup(this._getHelpCommand());
          }
          return this;
        }
        const nameAndArgs = enableOrNameAndArgs ?? "help [command]";
        const [, helpName, helpArgs] = nameAndArgs.match(/([^ ]+) *(.*)/);
        const helpDescription = description ?? "display help for command";
        const helpCommand = this.createCommand(helpName);
        helpCommand.helpOption(false);
        if (helpArgs) helpCommand.arguments(helpArgs);
        if (helpDescription) helpCommand.description(helpDescription);
        this._addImplicitHelpCommand = true;
        this._helpCommand = helpCommand;
        if (enableOrNameAndArgs || description) this._initCommandGroup(helpCommand);
        return this;
      }
      /**
       * Add prepared custom help command.
       *
       * @param {(Command|string|boolean)} helpCommand - custom help command, or deprecated enableOrNameAndArgs as for `.helpCommand()`
       * @param {string} [deprecatedDescription] - deprecated custom description used with custom name only
       * @return {Command} `this` command for chaining
       */
      addHelpCommand(helpCommand, deprecatedDescription) {
        if (typeof helpCommand !== "object") {
          this.helpCommand(helpCommand, deprecatedDescription);
          return this;
        }
        this._addImplicitHelpCommand = true;
        this._helpCommand = helpCommand;
        this._initCommandGroup(helpCommand);
        return this;
      }
      /**
       * Lazy create help command.
       *
       * @return {(Command|null)}
       * @package
       */
      _getHelpCommand() {
        const hasImplicitHelpCommand = this._addImplicitHelpCommand ?? (this.commands.length && !this._actionHandler && !this._findCommand("help"));
        if (hasImplicitHelpCommand) {
          if (this._helpCommand === void 0) {
            this.helpCommand(void 0, void 0);
          }
          return this._helpCommand;
        }
        return null;
      }
      /**
       * Add hook for life cycle event.
       *
       * @param {string} event
       * @param {Function} listener
       * @return {Command} `this` command for chaining
       */
      hook(event, listener) {
        const allowedValues = ["preSubcommand", "preAction", "postAction"];
        if (!allowedValues.includes(event)) {
          throw new Error(`Unexpected value for event passed to hook : '${event}'.
Expecting one of '${allowedValues.join("', '")}'`);
        }
        if (this._lifeCycleHooks[event]) {
          this._lifeCycleHooks[event].push(listener);
        } else {
          this._lifeCycleHooks[event] = [listener];
        }
        return this;
      }
      /**
       * Register callback to use as replacement for calling process.exit.
       *
       * @param {Function} [fn] optional callback which will be passed a CommanderError, defaults to throwing
       * @return {Command} `this` command for chaining
       */
      exitOverride(fn) {
        if (fn) {
          this._exitCallback = fn;
        } else {
          this._exitCallback = (err) => {
            if (err.code !== "commander.executeSubCommandAsync") {
              throw err;
            } else {
            }
          };
        }
        return this;
      }
      /**
       * Call process.exit, and _exitCallback if defined.
       *
       * @param {number} exitCode exit code for using with process.exit
       * @param {string} code an id string representing the error
       * @param {string} message human-readable description of the error
       * @return never
       * @private
       */
      _exit(exitCode, code, message) {
        if (this._exitCallback) {
          this._exitCallback(new CommanderError2(exitCode, code, message));
        }
        process2.exit(exitCode);
      }
      /**
       * Register callback `fn` for the command.
       *
       * @example
       * program
       *   .command('serve')
       *   .description('start service')
       *   .action(function() {
       *      // do work here
       *   });
       *
       * @param {Function} fn
       * @return {Command} `this` command for chaining
       */
      action(fn) {
        const listener = (args) => {
          const expectedArgsCount = this.registeredArguments.length;
          const actionArgs = args.slice(0, expectedArgsCount);
          if (this._storeOptionsAsProperties) {
            actionArgs[expectedArgsCount] = this;
          } else {
            actionArgs[expectedArgsCount] = this.opts();
          }
          actionArgs.push(this);
          return fn.apply(this, actionArgs);
        };
        this._actionHandler = listener;
        return this;
      }
      /**
       * Factory routine to create a new unattached option.
       *
       * See .option() for creating an attached option, which uses this routine to
       * create the option. You can override createOption to return a custom option.
       *
       * @param {string} flags
       * @param {string} [description]
       * @return {Option} new option
       */
      createOption(flags, description) {
        return new Option2(flags, description);
      }
      /**
       * Wrap parseArgs to catch 'commander.invalidArgument'.
       *
       * @param {(Option | Argument)} target
       * @param {string} value
       * @param {*} previous
       * @param {string} invalidArgumentMessage
       * @private
       */
      _callParseArg(target, value, previous, invalidArgumentMessage) {
        try {
          return target.parseArg(value, previous);
        } catch (err) {
          if (err.code === "commander.invalidArgument") {
            const message = `${invalidArgumentMessage} ${err.message}`;
            this.error(message, { exitCode: err.exitCode, code: err.code });
          }
          throw err;
        }
      }
      /**
       * Check for option flag conflicts.
       * Register option if no conflicts found, or throw on conflict.
       *
       * @param {Option} option
       * @private
       */
      _registerOption(option) {
        const matchingOption = option.short && this._findOption(option.short) || option.long && this._findOption(option.long);
        if (matchingOption) {
          const matchingFlag = option.long && this._findOption(option.long) ? option.long : option.short;
          throw new Error(`Cannot add option '${option.flags}'${this._name && ` to command '${this._name}'`} due to conflicting flag '${matchingFlag}'
-  already used by option '${matchingOption.flags}'`);
        }
        this._initOptionGroup(option);
        this.options.push(option);
      }
      /**
       * Check for command name and alias conflicts with existing commands.
       * Register command if no conflicts found, or throw on conflict.
       *
       * @param {Command} command
       * @private
       */
      _registerCommand(command) {
        const knownBy = (cmd) => {
          return [cmd.name()].concat(cmd.aliases());
        };
        const alreadyUsed = knownBy(command).find(
          (name) => this._findCommand(name)
        );
        if (alreadyUsed) {
          const existingCmd = knownBy(this._findCommand(alreadyUsed)).join("|");
          const newCmd = knownBy(command).join("|");
          throw new Error(
            `cannot add command '${newCmd}' as already have command '${existingCmd}'`
          );
        }
        this._initCommandGroup(command);
        this.commands.push(command);
      }
      /**
       * Add an option.
       *
       * @param {Option} option
       * @return {Command} `this` command for chaining
       */
      addOption(option) {
        this._registerOption(option);
        const oname = option.name();
        const name = option.attributeName();
        if (option.negate) {
          const positiveLongFlag = option.long.replace(/^--no-/, "--");
          if (!this._findOption(positiveLongFlag)) {
            this.setOptionValueWithSource(
              name,
              option.defaultValue === void 0 ? true : option.defaultValue,
              "default"
            );
          }
        } else if (option.defaultValue !== void 0) {
          this.setOptionValueWithSource(name, option.defaultValue, "default");
        }
        const handleOptionValue = (val, invalidValueMessage, valueSource) => {
          if (val == null && option.presetArg !== void 0) {
            val = option.presetArg;
          }
          const oldValue = this.getOptionValue(name);
          if (val !== null && option.parseArg) {
            val = this._callParseArg(option, val, oldValue, invalidValueMessage);
          } else if (val !== null && option.variadic) {
            val = option._collectValue(val, oldValue);
          }
          if (val == null) {
            if (option.negate) {
              val = false;
            } else if (option.isBoolean() || option.optional) {
              val = true;
            } else {
              val = "";
            }
          }
          this.setOptionValueWithSource(name, val, valueSource);
        };
        this.on("option:" + oname, (val) => {
          const invalidValueMessage = `error: option '${option.flags}' argument '${val}' is invalid.`;
          handleOptionValue(val, invalidValueMessage, "cli");
        });
        if (option.envVar) {
          this.on("optionEnv:" + oname, (val) => {
            const invalidValueMessage = `error: option '${option.flags}' value '${val}' from env '${option.envVar}' is invalid.`;
            handleOptionValue(val, invalidValueMessage, "env");
          });
        }
        return this;
      }
      /**
       * Internal implementation shared by .option() and .requiredOption()
       *
       * @return {Command} `this` command for chaining
       * @private
       */
      _optionEx(config, flags, description, fn, defaultValue) {
        if (typeof flags === "object" && flags instanceof Option2) {
          throw new Error(
            "To add an Option object use addOption() instead of option() or requiredOption()"
          );
        }
        const option = this.createOption(flags, description);
        option.makeOptionMandatory(!!config.mandatory);
        if (typeof fn === "function") {
          option.default(defaultValue).argParser(fn);
        } else if (fn instanceof RegExp) {
          const regex = fn;
          fn = (val, def) => {
            const m = regex.exec(val);
            return m ? m[0] : def;
          };
          option.default(defaultValue).argParser(fn);
        } else {
          option.default(fn);
        }
        return this.addOption(option);
      }
      /**
       * Define option with `flags`, `description`, and optional argument parsing function or `defaultValue` or both.
       *
       * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space. A required
       * option-argument is indicated by `<>` and an optional option-argument by `[]`.
       *
       * See the README for more details, and see also addOption() and requiredOption().
       *
       * @example
       * program
       *     .option('-p, --pepper', 'add pepper')
       *     .option('--pt, --pizza-type <TYPE>', 'type of pizza') // required option-argument
       *     .option('-c, --cheese [CHEESE]', 'add extra cheese', 'mozzarella') // optional option-argument with default
       *     .option('-t, --tip <VALUE>', 'add tip to purchase cost', parseFloat) // custom parse function
       *
       * @param {string} flags
       * @param {string} [description]
       * @param {(Function|*)} [parseArg] - custom option processing function or default value
       * @param {*} [defaultValue]
       * @return {Command} `this` command for chaining
       */
      option(flags, description, parseArg, defaultValue) {
        return this._optionEx({}, flags, description, parseArg, defaultValue);
      }
      /**
       * Add a required option which must have a value after parsing. This usually means
       * the option must be specified on the command line. (Otherwise the same as .option().)
       *
       * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space.
       *
       * @param {string} flags
       * @param {string} [description]
       * @param {(Function|*)} [parseArg] - custom option processing function or default value
       * @param {*} [defaultValue]
       * @return {Command} `this` command for chaining
       */
      requiredOption(flags, description, parseArg, defaultValue) {
        return this._optionEx(
          { mandatory: true },
          flags,
          description,
          parseArg,
          defaultValue
        );
      }
      /**
       * Alter parsing of short flags with optional values.
       *
       * @example
       * // for `.option('-f,--flag [value]'):
       * program.combineFlagAndOptionalValue(true);  // `-f80` is treated like `--flag=80`, this is the default behaviour
       * program.combineFlagAndOptionalValue(false) // `-fb` is treated like `-f -b`
       *
       * @param {boolean} [combine] - if `true` or omitted, an optional value can be specified directly after the flag.
       * @return {Command} `this` command for chaining
       */
      combineFlagAndOptionalValue(combine = true) {
        this._combineFlagAndOptionalValue = !!combine;
        return this;
      }
      /**
       * Allow unknown options on the command line.
       *
       * @param {boolean} [allowUnknown] - if `true` or omitted, no error will be thrown for unknown options.
       * @return {Command} `this` command for chaining
       */
      allowUnknownOption(allowUnknown = true) {
        this._allowUnknownOption = !!allowUnknown;
        return this;
      }
      /**
       * Allow excess command-arguments on the command line. Pass false to make excess arguments an error.
       *
       * @param {boolean} [allowExcess] - if `true` or omitted, no error will be thrown for excess arguments.
       * @return {Command} `this` command for chaining
       */
      allowExcessArguments(allowExcess = true) {
        this._allowExcessArguments = !!allowExcess;
        return this;
      }
      /**
       * Enable positional options. Positional means global options are specified before subcommands which lets
       * subcommands reuse the same option names, and also enables subcommands to turn on passThroughOptions.
       * The default behaviour is non-positional and global options may appear anywhere on the command line.
       *
       * @param {boolean} [positional]
       * @return {Command} `this` command for chaining
       */
      enablePositionalOptions(positional = true) {
        this._enablePositionalOptions = !!positional;
        return this;
      }
      /**
       * Pass through options that come after command-arguments rather than treat them as command-options,
       * so actual command-options come before command-arguments. Turning this on for a subcommand requires
       * positional options to have been enabled on the program (parent commands).
       * The default behaviour is non-positional and options may appear before or after command-arguments.
       *
       * @param {boolean} [passThrough] for unknown options.
       * @return {Command} `this` command for chaining
       */
      passThroughOptions(passThrough = true) {
        this._passThroughOptions = !!passThrough;
        this._checkForBrokenPassThrough();
        return this;
      }
      /**
       * @private
       */
      _checkForBrokenPassThrough() {
        if (this.parent && this._passThroughOptions && !this.parent._enablePositionalOptions) {
          throw new Error(
            `passThroughOptions cannot be used for '${this._name}' without turning on enablePositionalOptions for parent command(s)`
          );
        }
      }
      /**
       * Whether to store option values as properties on command object,
       * or store separately (specify false). In both cases the option values can be accessed using .opts().
       *
       * @param {boolean} [storeAsProperties=true]
       * @return {Command} `this` command for chaining
       */
      storeOptionsAsProperties(storeAsProperties = true) {
        if (this.options.length) {
          throw new Error("call .storeOptionsAsProperties() before adding options");
        }
        if (Object.keys(this._optionValues).length) {
          throw new Error(
            "call .storeOptionsAsProperties() before setting option values"
          );
        }
        this._storeOptionsAsProperties = !!storeAsProperties;
        return this;
      }
      /**
       * Retrieve option value.
       *
       * @param {string} key
       * @return {object} value
       */
      getOptionValue(key) {
        if (this._storeOptionsAsProperties) {
          return this[key];
        }
        return this._optionValues[key];
      }
      /**
       * Store option value.
       *
       * @param {string} key
       * @param {object} value
       * @return {Command} `this` command for chaining
       */
      setOptionValue(key, value) {
        return this.setOptionValueWithSource(key, value, void 0);
      }
      /**
       * Store option value and where the value came from.
       *
       * @param {string} key
       * @param {object} value
       * @param {string} source - expected values are default/config/env/cli/implied
       * @return {Command} `this` command for chaining
       */
      setOptionValueWithSource(key, value, source) {
        if (this._storeOptionsAsProperties) {
          this[key] = value;
        } else {
          this._optionValues[key] = value;
        }
        this._optionValueSources[key] = source;
        return this;
      }
      /**
       * Get source of option value.
       * Expected values are default | config | env | cli | implied
       *
       * @param {string} key
       * @return {string}
       */
      getOptionValueSource(key) {
        return this._optionValueSources[key];
      }
      /**
       * Get source of option value. See also .optsWithGlobals().
       * Expected values are default | config | env | cli | implied
       *
       * @param {string} key
       * @return {string}
       */
      getOptionValueSourceWithGlobals(key) {
        let source;
        this._getCommandAndAncestors().forEach((cmd) => {
          if (cmd.getOptionValueSource(key) !== void 0) {
            source = cmd.getOptionValueSource(key);
          }
        });
        return source;
      }
      /**
       * Get user arguments from implied or explicit arguments.
       * Side-effects: set _scriptPath if args included script. Used for default program name, and subcommand searches.
       *
       * @private
       */
      _prepareUserArgs(argv, parseOptions) {
        if (argv !== void 0 && !Array.isArray(argv)) {
          throw new Error("first parameter to parse must be array or undefined");
        }
        parseOptions = parseOptions || {};
        if (argv === void 0 && parseOptions.from === void 0) {
          if (process2.versions?.electron) {
            parseOptions.from = "electron";
          }
          const execArgv = process2.execArgv ?? [];
          if (execArgv.includes("-e") || execArgv.includes("--eval") || execArgv.includes("-p") || execArgv.includes("--print")) {
            parseOptions.from = "eval";
          }
        }
        if (argv === void 0) {
          argv = process2.argv;
        }
        this.rawArgs = argv.slice();
        let userArgs;
        switch (parseOptions.from) {
          case void 0:
          case "node":
            this._scriptPath = argv[1];
            userArgs = argv.slice(2);
            break;
          case "electron":
            if (process2.defaultApp) {
              this._scriptPath = argv[1];
              userArgs = argv.slice(2);
            } else {
              userArgs = argv.slice(1);
            }
            break;
          case "user":
            userArgs = argv.slice(0);
            break;
          case "eval":
            userArgs = argv.slice(1);
            break;
          default:
            throw new Error(
              `unexpected parse option { from: '${parseOptions.from}' }`
            );
        }
        if (!this._name && this._scriptPath)
          this.nameFromFilename(this._scriptPath);
        this._name = this._name || "program";
        return userArgs;
      }
      /**
       * Parse `argv`, setting options and invoking commands when defined.
       *
       * Use parseAsync instead of parse if any of your action handlers are async.
       *
       * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
       *
       * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
       * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
       * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
       * - `'user'`: just user arguments
       *
       * @example
       * program.parse(); // parse process.argv and auto-detect electron and special node flags
       * program.parse(process.argv); // assume argv[0] is app and argv[1] is script
       * program.parse(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
       *
       * @param {string[]} [argv] - optional, defaults to process.argv
       * @param {object} [parseOptions] - optionally specify style of options with from: node/user/electron
       * @param {string} [parseOptions.from] - where the args are from: 'node', 'user', 'electron'
       * @return {Command} `this` command for chaining
       */
      parse(argv, parseOptions) {
        this._prepareForParse();
        const userArgs = this._prepareUserArgs(argv, parseOptions);
        this._parseCommand([], userArgs);
        return this;
      }
      /**
       * Parse `argv`, setting options and invoking commands when defined.
       *
       * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
       *
       * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
       * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
       * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
       * - `'user'`: just user arguments
       *
       * @example
       * await program.parseAsync(); // parse process.argv and auto-detect electron and special node flags
       * await program.parseAsync(process.argv); // assume argv[0] is app and argv[1] is script
       * await program.parseAsync(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
       *
       * @param {string[]} [argv]
       * @param {object} [parseOptions]
       * @param {string} parseOptions.from - where the args are from: 'node', 'user', 'electron'
       * @return {Promise}
       */
      async parseAsync(argv, parseOptions) {
        this._prepareForParse();
        const userArgs = this._prepareUserArgs(argv, parseOptions);
        await this._parseCommand([], userArgs);
        return this;
      }
      _prepareForParse() {
        if (this._savedState === null) {
          this.saveStateBeforeParse();
        } else {
          this.restoreStateBeforeParse();
        }
      }
      /**
       * Called the first time parse is called to save state and allow a restore before subsequent calls to parse.
       * Not usually called directly, but available for subclasses to save their custom state.
       *
       * This is called in a lazy way. Only commands used in parsing chain will have state saved.
       */
      saveStateBeforeParse() {
        this._savedState = {
          // name is stable if supplied by author, but may be unspecified for root command and deduced during parsing
          _name: this._name,
          // option values before parse have default values (including false for negated options)
          // shallow clones
          _optionValues: { ...this._optionValues },
          _optionValueSources: { ...this._optionValueSources }
        };
      }
      /**
       * Restore state before parse for calls after the first.
       * Not usually called directly, but available for subclasses to save their custom state.
       *
       * This is called in a lazy way. Only commands used in parsing chain will have state restored.
       */
      restoreStateBeforeParse() {
        if (this._storeOptionsAsProperties)
          throw new Error(`Can not call parse again when storeOptionsAsProperties is true.
- either make a new Command for each call to parse, or stop storing options as properties`);
        this._name = this._savedState._name;
        this._scriptPath = null;
        this.rawArgs = [];
        this._optionValues = { ...this._savedState._optionValues };
        this._optionValueSources = { ...this._savedState._optionValueSources };
        this.args = [];
        this.processedArgs = [];
      }
      /**
       * Throw if expected executable is missing. Add lots of help for author.
       *
       * @param {string} executableFile
       * @param {string} executableDir
       * @param {string} subcommandName
       */
      _checkForMissingExecutable(executableFile, executableDir, subcommandName) {
        if (fs8.existsSync(executableFile)) return;
        const executableDirMessage = executableDir ? `searched for local subcommand relative to directory '${executableDir}'` : "no directory for search for local subcommand, use .executableDir() to supply a custom directory";
        const executableMissing = `'${executableFile}' does not exist
 - if '${subcommandName}' is not meant to be an executable command, remove description parameter from '.command()' and use '.description()' instead
 - if the default executable name is not suitable, use the executableFile option to supply a custom name or path
 - ${executableDirMessage}`;
        throw new Error(executableMissing);
      }
      /**
       * Execute a sub-command executable.
       *
       * @private
       */
      _executeSubCommand(subcommand, args) {
        args = args.slice();
        let launchWithNode = false;
        const sourceExt = [".js", ".ts", ".tsx", ".mjs", ".cjs"];
        function findFile(baseDir, baseName) {
          const localBin = path.resolve(baseDir, baseName);
          if (fs8.existsSync(localBin)) return localBin;
          if (sourceExt.includes(path.extname(baseName))) return void 0;
          const foundExt = sourceExt.find(
            (ext) => fs8.existsSync(`${localBin}${ext}`)
          );
          if (foundExt) return `${localBin}${foundExt}`;
          return void 0;
        }
        this._checkForMissingMandatoryOptions();
        this._checkForConflictingOptions();
        let executableFile = subcommand._executableFile || `${this._name}-${subcommand._name}`;
        let executableDir = this._executableDir || "";
        if (this._scriptPath) {
          let resolvedScriptPath;
          try {
            resolvedScriptPath = fs8.realpathSync(this._scriptPath);
          } catch {
            resolvedScriptPath = this._scriptPath;
          }
          executableDir = path.resolve(
            path.dirname(resolvedScriptPath),
            executableDir
          );
        }
        if (executableDir) {
          let localFile = findFile(executableDir, executableFile);
          if (!localFile && !subcommand._executableFile && this._scriptPath) {
            const legacyName = path.basename(
              this._scriptPath,
              path.extname(this._scriptPath)
            );
            if (legacyName !== this._name) {
              localFile = findFile(
                executableDir,
                `${legacyName}-${subcommand._name}`
              );
            }
          }
          executableFile = localFile || executableFile;
        }
        launchWithNode = sourceExt.includes(path.extname(executableFile));
        let proc;
        if (process2.platform !== "win32") {
          if (launchWithNode) {
            args.unshift(executableFile);
            args = incrementNodeInspectorPort(process2.execArgv).concat(args);
            proc = childProcess.spawn(process2.argv[0], args, { stdio: "inherit" });
          } else {
            proc = childProcess.spawn(executableFile, args, { stdio: "inherit" });
          }
        } else {
          this._checkForMissingExecutable(
            executableFile,
            executableDir,
            subcommand._name
          );
          args.unshift(executableFile);
          args = incrementNodeInspectorPort(process2.execArgv).concat(args);
          proc = childProcess.spawn(process2.execPath, args, { stdio: "inherit" });
        }
        if (!proc.killed) {
          const signals = ["SIGUSR1", "SIGUSR2", "SIGTERM", "SIGINT", "SIGHUP"];
          signals.forEach((signal) => {
            process2.on(signal, () => {
              if (proc.killed === false && proc.exitCode === null) {
                proc.kill(signal);
              }
            });
          });
        }
        const exitCallback = this._exitCallback;
        proc.on("close", (code) => {
          code = code ?? 1;
          if (!exitCallback) {
            process2.exit(code);
          } else {
            exitCallback(
              new CommanderError2(
                code,
                "commander.executeSubCommandAsync",
                "(close)"
              )
            );
          }
        });
        proc.on("error", (err) => {
          if (err.code === "ENOENT") {
            this._checkForMissingExecutable(
              executableFile,
              executableDir,
              subcommand._name
            );
          } else if (err.code === "EACCES") {
            throw new Error(`'${executableFile}' not executable`);
          }
          if (!exitCallback) {
            process2.exit(1);
          } else {
            const wrappedError = new CommanderError2(
              1,
              "commander.executeSubCommandAsync",
              "(error)"
            );
            wrappedError.nestedError = err;
            exitCallback(wrappedError);
          }
        });
        this.runningCommand = proc;
      }
      /**
       * @private
       */
      _dispatchSubcommand(commandName, operands, unknown2) {
        const subCommand = this._findCommand(commandName);
        if (!subCommand) this.help({ error: true });
        subCommand._prepareForParse();
        let promiseChain;
        promiseChain = this._chainOrCallSubCommandHook(
          promiseChain,
          subCommand,
          "preSubcommand"
        );
        promiseChain = this._chainOrCall(promiseChain, () => {
          if (subCommand._executableHandler) {
            this._executeSubCommand(subCommand, operands.concat(unknown2));
          } else {
            return subCommand._parseCommand(operands, unknown2);
          }
        });
        return promiseChain;
      }
      /**
       * Invoke help directly if possible, or dispatch if necessary.
       * e.g. help foo
       *
       * @private
       */
      _dispatchHelpCommand(subcommandName) {
        if (!subcommandName) {
          this.help();
        }
        const subCommand = this._findCommand(subcommandName);
        if (subCommand && !subCommand._executableHandler) {
          subCommand.help();
        }
        return this._dispatchSubcommand(
          subcommandName,
          [],
          [this._getHelpOption()?.long ?? this._getHelpOption()?.short ?? "--help"]
        );
      }
      /**
       * Check this.args against expected this.registeredArguments.
       *
       * @private
       */
      _checkNumberOfArguments() {
        this.registeredArguments.forEach((arg, i) => {
          if (arg.required && this.args[i] == null) {
            this.missingArgument(arg.name());
          }
        });
        if (this.registeredArguments.length > 0 && this.registeredArguments[this.registeredArguments.length - 1].variadic) {
          return;
        }
        if (this.args.length > this.registeredArguments.length) {
          this._excessArguments(this.args);
        }
      }
      /**
       * Process this.args using this.registeredArguments and save as this.processedArgs!
       *
       * @private
       */
      _processArguments() {
        const myParseArg = (argument, value, previous) => {
          let parsedValue = value;
          if (value !== null && argument.parseArg) {
            const invalidValueMessage = `error: command-argument value '${value}' is invalid for argument '${argument.name()}'.`;
            parsedValue = this._callParseArg(
              argument,
              value,
              previous,
              invalidValueMessage
            );
          }
          return parsedValue;
        };
        this._checkNumberOfArguments();
        const processedArgs = [];
        this.registeredArguments.forEach((declaredArg, index) => {
          let value = declaredArg.defaultValue;
          if (declaredArg.variadic) {
            if (index < this.args.length) {
              value = this.args.slice(index);
              if (declaredArg.parseArg) {
                value = value.reduce((processed, v) => {
                  return myParseArg(declaredArg, v, processed);
                }, declaredArg.defaultValue);
              }
            } else if (value === void 0) {
              value = [];
            }
          } else if (index < this.args.length) {
            value = this.args[index];
            if (declaredArg.parseArg) {
              value = myParseArg(declaredArg, value, declaredArg.defaultValue);
            }
          }
          processedArgs[index] = value;
        });
        this.processedArgs = processedArgs;
      }
      /**
       * Once we have a promise we chain, but call synchronously until then.
       *
       * @param {(Promise|undefined)} promise
       * @param {Function} fn
       * @return {(Promise|undefined)}
       * @private
       */
      _chainOrCall(promise, fn) {
        if (promise?.then && typeof promise.then === "function") {
          return promise.then(() => fn());
        }
        return fn();
      }
      /**
       *
       * @param {(Promise|undefined)} promise
       * @param {string} event
       * @return {(Promise|undefined)}
       * @private
       */
      _chainOrCallHooks(promise, event) {
        let result = promise;
        const hooks = [];
        this._getCommandAndAncestors().reverse().filter((cmd) => cmd._lifeCycleHooks[event] !== void 0).forEach((hookedCommand) => {
          hookedCommand._lifeCycleHooks[event].forEach((callback) => {
            hooks.push({ hookedCommand, callback });
          });
        });
        if (event === "postAction") {
          hooks.reverse();
        }
        hooks.forEach((hookDetail) => {
          result = this._chainOrCall(result, () => {
            return hookDetail.callback(hookDetail.hookedCommand, this);
          });
        });
        return result;
      }
      /**
       *
       * @param {(Promise|undefined)} promise
       * @param {Command} subCommand
       * @param {string} event
       * @return {(Promise|undefined)}
       * @private
       */
      _chainOrCallSubCommandHook(promise, subCommand, event) {
        let result = promise;
        if (this._lifeCycleHooks[event] !== void 0) {
          this._lifeCycleHooks[event].forEach((hook) => {
            result = this._chainOrCall(result, () => {
              return hook(this, subCommand);
            });
          });
        }
        return result;
      }
      /**
       * Process arguments in context of this command.
       * Returns action result, in case it is a promise.
       *
       * @private
       */
      _parseCommand(operands, unknown2) {
        const parsed = this.parseOptions(unknown2);
        this._parseOptionsEnv();
        this._parseOptionsImplied();
        operands = operands.concat(parsed.operands);
        unknown2 = parsed.unknown;
        this.args = operands.concat(unknown2);
        if (operands && this._findCommand(operands[0])) {
          return this._dispatchSubcommand(operands[0], operands.slice(1), unknown2);
        }
        if (this._getHelpCommand() && operands[0] === this._getHelpCommand().name()) {
          return this._dispatchHelpCommand(operands[1]);
        }
        if (this._defaultCommandName) {
          this._outputHelpIfRequested(unknown2);
          return this._dispatchSubcommand(
            this._defaultCommandName,
            operands,
            unknown2
          );
        }
        if (this.commands.length && this.args.length === 0 && !this._actionHandler && !this._defaultCommandName) {
          this.help({ error: true });
        }
        this._outputHelpIfRequested(parsed.unknown);
        this._checkForMissingMandatoryOptions();
        this._checkForConflictingOptions();
        const checkForUnknownOptions = () => {
          if (parsed.unknown.length > 0) {
            this.unknownOption(parsed.unknown[0]);
          }
        };
        const commandEvent = `command:${this.name()}`;
        if (this._actionHandler) {
          checkForUnknownOptions();
          this._processArguments();
          let promiseChain;
          promiseChain = this._chainOrCallHooks(promiseChain, "preAction");
          promiseChain = this._chainOrCall(
            promiseChain,
            () => this._actionHandler(this.processedArgs)
          );
          if (this.parent) {
            promiseChain = this._chainOrCall(promiseChain, () => {
              this.parent.emit(commandEvent, operands, unknown2);
            });
          }
          promiseChain = this._chainOrCallHooks(promiseChain, "postAction");
          return promiseChain;
        }
        if (this.parent?.listenerCount(commandEvent)) {
          checkForUnknownOptions();
          this._processArguments();
          this.parent.emit(commandEvent, operands, unknown2);
        } else if (operands.length) {
          if (this._findCommand("*")) {
            return this._dispatchSubcommand("*", operands, unknown2);
          }
          if (this.listenerCount("command:*")) {
            this.emit("command:*", operands, unknown2);
          } else if (this.commands.length) {
            this.unknownCommand();
          } else {
            checkForUnknownOptions();
            this._processArguments();
          }
        } else if (this.commands.length) {
          checkForUnknownOptions();
          this.help({ error: true });
        } else {
          checkForUnknownOptions();
          this._processArguments();
        }
      }
      /**
       * Find matching command.
       *
       * @private
       * @return {Command | undefined}
       */
      _findCommand(name) {
        if (!name) return void 0;
        return this.commands.find(
          (cmd) => cmd._name === name || cmd._aliases.includes(name)
        );
      }
      /**
       * Return an option matching `arg` if any.
       *
       * @param {string} arg
       * @return {Option}
       * @package
       */
      _findOption(arg) {
        return this.options.find((option) => option.is(arg));
      }
      /**
       * Display an error message if a mandatory option does not have a value.
       * Called after checking for help flags in leaf subcommand.
       *
       * @private
       */
      _checkForMissingMandatoryOptions() {
        this._getCommandAndAncestors().forEach((cmd) => {
          cmd.options.forEach((anOption) => {
            if (anOption.mandatory && cmd.getOptionValue(anOption.attributeName()) === void 0) {
              cmd.missingMandatoryOptionValue(anOption);
            }
          });
        });
      }
      /**
       * Display an error message if conflicting options are used together in this.
       *
       * @private
       */
      _checkForConflictingLocalOptions() {
        const definedNonDefaultOptions = this.options.filter((option) => {
          const optionKey = option.attributeName();
          if (this.getOptionValue(optionKey) === void 0) {
            return false;
          }
          return this.getOptionValueSource(optionKey) !== "default";
        });
        const optionsWithConflicting = definedNonDefaultOptions.filter(
          (option) => option.conflictsWith.length > 0
        );
        optionsWithConflicting.forEach((option) => {
          const conflictingAndDefined = definedNonDefaultOptions.find(
            (defined) => option.conflictsWith.includes(defined.attributeName())
          );
          if (conflictingAndDefined) {
            this._conflictingOption(option, conflictingAndDefined);
          }
        });
      }
      /**
       * Display an error message if conflicting options are used together.
       * Called after checking for help flags in leaf subcommand.
       *
       * @private
       */
      _checkForConflictingOptions() {
        this._getCommandAndAncestors().forEach((cmd) => {
          cmd._checkForConflictingLocalOptions();
        });
      }
      /**
       * Parse options from `argv` removing known options,
       * and return argv split into operands and unknown arguments.
       *
       * Side effects: modifies command by storing options. Does not reset state if called again.
       *
       * Examples:
       *
       *     argv => operands, unknown
       *     --known kkk op => [op], []
       *     op --known kkk => [op], []
       *     sub --unknown uuu op => [sub], [--unknown uuu op]
       *     sub -- --unknown uuu op => [sub --unknown uuu op], []
       *
       * @param {string[]} args
       * @return {{operands: string[], unknown: string[]}}
       */
      parseOptions(args) {
        const operands = [];
        const unknown2 = [];
        let dest = operands;
        function maybeOption(arg) {
          return arg.length > 1 && arg[0] === "-";
        }
        const negativeNumberArg = (arg) => {
          if (!/^-(\d+|\d*\.\d+)(e[+-]?\d+)?$/.test(arg)) return false;
          return !this._getCommandAndAncestors().some(
            (cmd) => cmd.options.map((opt) => opt.short).some((short) => /^-\d$/.test(short))
          );
        };
        let activeVariadicOption = null;
        let activeGroup = null;
        let i = 0;
        while (i < args.length || activeGroup) {
          const arg = activeGroup ?? args[i++];
          activeGroup = null;
          if (arg === "--") {
            if (dest === unknown2) dest.push(arg);
            dest.push(...args.slice(i));
            break;
          }
          if (activeVariadicOption && (!maybeOption(arg) || negativeNumberArg(arg))) {
            this.emit(`option:${activeVariadicOption.name()}`, arg);
            continue;
          }
          activeVariadicOption = null;
          if (maybeOption(arg)) {
            const option = this._findOption(arg);
            if (option) {
              if (option.required) {
                const value = args[i++];
                if (value === void 0) this.optionMissingArgument(option);
                this.emit(`option:${option.name()}`, value);
              } else if (option.optional) {
                let value = null;
                if (i < args.length && (!maybeOption(args[i]) || negativeNumberArg(args[i]))) {
                  value = args[i++];
                }
                this.emit(`option:${option.name()}`, value);
              } else {
                this.emit(`option:${option.name()}`);
              }
              activeVariadicOption = option.variadic ? option : null;
              continue;
            }
          }
          if (arg.length > 2 && arg[0] === "-" && arg[1] !== "-") {
            const option = this._findOption(`-${arg[1]}`);
            if (option) {
              if (option.required || option.optional && this._combineFlagAndOptionalValue) {
                this.emit(`option:${option.name()}`, arg.slice(2));
              } else {
                this.emit(`option:${option.name()}`);
                activeGroup = `-${arg.slice(2)}`;
              }
              continue;
            }
          }
          if (/^--[^=]+=/.test(arg)) {
            const index = arg.indexOf("=");
            const option = this._findOption(arg.slice(0, index));
            if (option && (option.required || option.optional)) {
              this.emit(`option:${option.name()}`, arg.slice(index + 1));
              continue;
            }
          }
          if (dest === operands && maybeOption(arg) && !(this.commands.length === 0 && negativeNumberArg(arg))) {
            dest = unknown2;
          }
          if ((this._enablePositionalOptions || this._passThroughOptions) && operands.length === 0 && unknown2.length === 0) {
            if (this._findCommand(arg)) {
              operands.push(arg);
              unknown2.push(...args.slice(i));
              break;
            } else if (this._getHelpCommand() && arg === this._getHelpCommand().name()) {
              operands.push(arg, ...args.slice(i));
              break;
            } else if (this._defaultCommandName) {
              unknown2.push(arg, ...args.slice(i));
              break;
            }
          }
          if (this._passThroughOptions) {
            dest.push(arg, ...args.slice(i));
            break;
          }
          dest.push(arg);
        }
        return { operands, unknown: unknown2 };
      }
      /**
       * Return an object containing local option values as key-value pairs.
       *
       * @return {object}
       */
      opts() {
        if (this._storeOptionsAsProperties) {
          const result = {};
          const len = this.options.length;
          for (let i = 0; i < len; i++) {
            const key = this.options[i].attributeName();
            result[key] = key === this._versionOptionName ? this._version : this[key];
          }
          return result;
        }
        return this._optionValues;
      }
      /**
       * Return an object containing merged local and global option values as key-value pairs.
       *
       * @return {object}
       */
      optsWithGlobals() {
        return this._getCommandAndAncestors().reduce(
          (combinedOptions, cmd) => Object.assign(combinedOptions, cmd.opts()),
          {}
        );
      }
      /**
       * Display error message and exit (or call exitOverride).
       *
       * @param {string} message
       * @param {object} [errorOptions]
       * @param {string} [errorOptions.code] - an id string representing the error
       * @param {number} [errorOptions.exitCode] - used with process.exit
       */
      error(message, errorOptions) {
        this._outputConfiguration.outputError(
          `${message}
`,
          this._outputConfiguration.writeErr
        );
        if (typeof this._showHelpAfterError === "string") {
          this._outputConfiguration.writeErr(`${this._showHelpAfterError}
`);
        } else if (this._showHelpAfterError) {
          this._outputConfiguration.writeErr("\n");
          this.outputHelp({ error: true });
        }
        const config = errorOptions || {};
        const exitCode = config.exitCode || 1;
        const code = config.code || "commander.error";
        this._exit(exitCode, code, message);
      }
      /**
       * Apply any option related environment variables, if option does
       * not have a value from cli or client code.
       *
       * @private
       */
      _parseOptionsEnv() {
        this.options.forEach((option) => {
          if (option.envVar && option.envVar in process2.env) {
            const optionKey = option.attributeName();
            if (this.getOptionValue(optionKey) === void 0 || ["default", "config", "env"].includes(
              this.getOptionValueSource(optionKey)
            )) {
              if (option.required || option.optional) {
                this.emit(`optionEnv:${option.name()}`, process2.env[option.envVar]);
              } else {
                this.emit(`optionEnv:${option.name()}`);
              }
            }
          }
        });
      }
      /**
       * Apply any implied option values, if option is undefined or default value.
       *
       * @private
       */
      _parseOptionsImplied() {
        const dualHelper = new DualOptions(this.options);
        const hasCustomOptionValue = (optionKey) => {
          return this.getOptionValue(optionKey) !== void 0 && !["default", "implied"].includes(this.getOptionValueSource(optionKey));
        };
        this.options.filter(
          (option) => option.implied !== void 0 && hasCustomOptionValue(option.attributeName()) && dualHelper.valueFromOption(
            this.getOptionValue(option.attributeName()),
            option
          )
        ).forEach((option) => {
          Object.keys(option.implied).filter((impliedKey) => !hasCustomOptionValue(impliedKey)).forEach((impliedKey) => {
            this.setOptionValueWithSource(
              impliedKey,
              option.implied[impliedKey],
              "implied"
            );
          });
        });
      }
      /**
       * Argument `name` is missing.
       *
       * @param {string} name
       * @private
       */
      missingArgument(name) {
        const message = `error: missing required argument '${name}'`;
        this.error(message, { code: "commander.missingArgument" });
      }
      /**
       * `Option` is missing an argument.
       *
       * @param {Option} option
       * @private
       */
      optionMissingArgument(option) {
        const message = `error: option '${option.flags}' argument missing`;
        this.error(message, { code: "commander.optionMissingArgument" });
      }
      /**
       * `Option` does not have a value, and is a mandatory option.
       *
       * @param {Option} option
       * @private
       */
      missingMandatoryOptionValue(option) {
        const message = `error: required option '${option.flags}' not specified`;
        this.error(message, { code: "commander.missingMandatoryOptionValue" });
      }
      /**
       * `Option` conflicts with another option.
       *
       * @param {Option} option
       * @param {Option} conflictingOption
       * @private
       */
      _conflictingOption(option, conflictingOption) {
        const findBestOptionFromValue = (option2) => {
          const optionKey = option2.attributeName();
          const optionValue = this.getOptionValue(optionKey);
          const negativeOption = this.options.find(
            (target) => target.negate && optionKey === target.attributeName()
          );
          const positiveOption = this.options.find(
            (target) => !target.negate && optionKey === target.attributeName()
          );
          if (negativeOption && (negativeOption.presetArg === void 0 && optionValue === false || negativeOption.presetArg !== void 0 && optionValue === negativeOption.presetArg)) {
            return negativeOption;
          }
          return positiveOption || option2;
        };
        const getErrorMessage = (option2) => {
          const bestOption = findBestOptionFromValue(option2);
          const optionKey = bestOption.attributeName();
          const source = this.getOptionValueSource(optionKey);
          if (source === "env") {
            return `environment variable '${bestOption.envVar}'`;
          }
          return `option '${bestOption.flags}'`;
        };
        const message = `error: ${getErrorMessage(option)} cannot be used with ${getErrorMessage(conflictingOption)}`;
        this.error(message, { code: "commander.conflictingOption" });
      }
      /**
       * Unknown option `flag`.
       *
       * @param {string} flag
       * @private
       */
      unknownOption(flag2) {
        if (this._allowUnknownOption) return;
        let suggestion = "";
        if (flag2.startsWith("--") && this._showSuggestionAfterError) {
          let candidateFlags = [];
          let command = this;
          do {
            const moreFlags = command.createHelp().visibleOptions(command).filter((option) => option.long).map((option) => option.long);
            candidateFlags = candidateFlags.concat(moreFlags);
            command = command.parent;
          } while (command && !command._enablePositionalOptions);
          suggestion = suggestSimilar(flag2, candidateFlags);
        }
        const message = `error: unknown option '${flag2}'${suggestion}`;
        this.error(message, { code: "commander.unknownOption" });
      }
      /**
       * Excess arguments, more than expected.
       *
       * @param {string[]} receivedArgs
       * @private
       */
      _excessArguments(receivedArgs) {
        if (this._allowExcessArguments) return;
        const expected = this.registeredArguments.length;
        const s = expected === 1 ? "" : "s";
        const forSubcommand = this.parent ? ` for '${this.name()}'` : "";
        const message = `error: too many arguments${forSubcommand}. Expected ${expected} argument${s} but got ${receivedArgs.length}.`;
        this.error(message, { code: "commander.excessArguments" });
      }
      /**
       * Unknown command.
       *
       * @private
       */
      unknownCommand() {
        const unknownName = this.args[0];
        let suggestion = "";
        if (this._showSuggestionAfterError) {
          const candidateNames = [];
          this.createHelp().visibleCommands(this).forEach((command) => {
            candidateNames.push(command.name());
            if (command.alias()) candidateNames.push(command.alias());
          });
          suggestion = suggestSimilar(unknownName, candidateNames);
        }
        const message = `error: unknown command '${unknownName}'${suggestion}`;
        this.error(message, { code: "commander.unknownCommand" });
      }
      /**
       * Get or set the program version.
       *
       * This method auto-registers the "-V, --version" option which will print the version number.
       *
       * You can optionally supply the flags and description to override the defaults.
       *
       * @param {string} [str]
       * @param {string} [flags]
       * @param {string} [description]
       * @return {(this | string | undefined)} `this` command for chaining, or version string if no arguments
       */
      version(str, flags, description) {
        if (str === void 0) return this._version;
        this._version = str;
        flags = flags || "-V, --version";
        description = description || "output the version number";
        const versionOption = this.createOption(flags, description);
        this._versionOptionName = versionOption.attributeName();
        this._registerOption(versionOption);
        this.on("option:" + versionOption.name(), () => {
          this._outputConfiguration.writeOut(`${str}
`);
          this._exit(0, "commander.version", str);
        });
        return this;
      }
      /**
       * Set the description.
       *
       * @param {string} [str]
       * @param {object} [argsDescription]
       * @return {(string|Command)}
       */
      description(str, argsDescription) {
        if (str === void 0 && argsDescription === void 0)
          return this._description;
        this._description = str;
        if (argsDescription) {
          this._argsDescription = argsDescription;
        }
        return this;
      }
      /**
       * Set the summary. Used when listed as subcommand of parent.
       *
       * @param {string} [str]
       * @return {(string|Command)}
       */
      summary(str) {
        if (str === void 0) return this._summary;
        this._summary = str;
        return this;
      }
      /**
       * Set an alias for the command.
       *
       * You may call more than once to add multiple aliases. Only the first alias is shown in the auto-generated help.
       *
       * @param {string} [alias]
       * @return {(string|Command)}
       */
      alias(alias) {
        if (alias === void 0) return this._aliases[0];
        let command = this;
        if (this.commands.length !== 0 && this.commands[this.commands.length - 1]._executableHandler) {
          command = this.commands[this.commands.length - 1];
        }
        if (alias === command._name)
          throw new Error("Command alias can't be the same as its name");
        const matchingCommand = this.parent?._findCommand(alias);
        if (matchingCommand) {
          const existingCmd = [matchingCommand.name()].concat(matchingCommand.aliases()).join("|");
          throw new Error(
            `cannot add alias '${alias}' to command '${this.name()}' as already have command '${existingCmd}'`
          );
        }
        command._aliases.push(alias);
        return this;
      }
      /**
       * Set aliases for the command.
       *
       * Only the first alias is shown in the auto-generated help.
       *
       * @param {string[]} [aliases]
       * @return {(string[]|Command)}
       */
      aliases(aliases) {
        if (aliases === void 0) return this._aliases;
        aliases.forEach((alias) => this.alias(alias));
        return this;
      }
      /**
       * Set / get the command usage `str`.
       *
       * @param {string} [str]
       * @return {(string|Command)}
       */
      usage(str) {
        if (str === void 0) {
          if (this._usage) return this._usage;
          const args = this.registeredArguments.map((arg) => {
            return humanReadableArgName(arg);
          });
          return [].concat(
            this.options.length || this._helpOption !== null ? "[options]" : [],
            this.commands.length ? "[command]" : [],
            this.registeredArguments.length ? args : []
          ).join(" ");
        }
        this._usage = str;
        return this;
      }
      /**
       * Get or set the name of the command.
       *
       * @param {string} [str]
       * @return {(string|Command)}
       */
      name(str) {
        if (str === void 0) return this._name;
        this._name = str;
        return this;
      }
      /**
       * Set/get the help group heading for this subcommand in parent command's help.
       *
       * @param {string} [heading]
       * @return {Command | string}
       */
      helpGroup(heading) {
        if (heading === void 0) return this._helpGroupHeading ?? "";
        this._helpGroupHeading = heading;
        return this;
      }
      /**
       * Set/get the default help group heading for subcommands added to this command.
       * (This does not override a group set directly on the subcommand using .helpGroup().)
       *
       * @example
       * program.commandsGroup('Development Commands:);
       * program.command('watch')...
       * program.command('lint')...
       * ...
       *
       * @param {string} [heading]
       * @returns {Command | string}
       */
      commandsGroup(heading) {
        if (heading === void 0) return this._defaultCommandGroup ?? "";
        this._defaultCommandGroup = heading;
        return this;
      }
      /**
       * Set/get the default help group heading for options added to this command.
       * (This does not override a group set directly on the option using .helpGroup().)
       *
       * @example
       * program
       *   .optionsGroup('Development Options:')
       *   .option('-d, --debug', 'output extra debugging')
       *   .option('-p, --profile', 'output profiling information')
       *
       * @param {string} [heading]
       * @returns {Command | string}
       */
      optionsGroup(heading) {
        if (heading === void 0) return this._defaultOptionGroup ?? "";
        this._defaultOptionGroup = heading;
        return this;
      }
      /**
       * @param {Option} option
       * @private
       */
      _initOptionGroup(option) {
        if (this._defaultOptionGroup && !option.helpGroupHeading)
          option.helpGroup(this._defaultOptionGroup);
      }
      /**
       * @param {Command} cmd
       * @private
       */
      _initCommandGroup(cmd) {
        if (this._defaultCommandGroup && !cmd.helpGroup())
          cmd.helpGroup(this._defaultCommandGroup);
      }
      /**
       * Set the name of the command from script filename, such as process.argv[1],
       * or require.main.filename, or __filename.
       *
       * (Used internally and public although not documented in README.)
       *
       * @example
       * program.nameFromFilename(require.main.filename);
       *
       * @param {string} filename
       * @return {Command}
       */
      nameFromFilename(filename) {
        this._name = path.basename(filename, path.extname(filename));
        return this;
      }
      /**
       * Get or set the directory for searching for executable subcommands of this command.
       *
       * @example
       * program.executableDir(__dirname);
       * // or
       * program.executableDir('subcommands');
       *
       * @param {string} [path]
       * @return {(string|null|Command)}
       */
      executableDir(path2) {
        if (path2 === void 0) return this._executableDir;
        this._executableDir = path2;
        return this;
      }
      /**
       * Return program help documentation.
       *
       * @param {{ error: boolean }} [contextOptions] - pass {error:true} to wrap for stderr instead of stdout
       * @return {string}
       */
      helpInformation(contextOptions) {
        const helper = this.createHelp();
        const context = this._getOutputContext(contextOptions);
        helper.prepareContext({
          error: context.error,
          helpWidth: context.helpWidth,
          outputHasColors: context.hasColors
        });
        const text2 = helper.formatHelp(this, helper);
        if (context.hasColors) return text2;
        return this._outputConfiguration.stripColor(text2);
      }
      /**
       * @typedef HelpContext
       * @type {object}
       * @property {boolean} error
       * @property {number} helpWidth
       * @property {boolean} hasColors
       * @property {function} write - includes stripColor if needed
       *
       * @returns {HelpContext}
       * @private
       */
      _getOutputContext(contextOptions) {
        contextOptions = contextOptions || {};
        const error = !!contextOptions.error;
        let baseWrite;
        let hasColors;
        let helpWidth;
        if (error) {
          baseWrite = (str) => this._outputConfiguration.writeErr(str);
          hasColors = this._outputConfiguration.getErrHasColors();
          helpWidth = this._outputConfiguration.getErrHelpWidth();
        } else {
          baseWrite = (str) => this._outputConfiguration.writeOut(str);
          hasColors = this._outputConfiguration.getOutHasColors();
          helpWidth = this._outputConfiguration.getOutHelpWidth();
        }
        const write = (str) => {
          if (!hasColors) str = this._outputConfiguration.stripColor(str);
          return baseWrite(str);
        };
        return { error, write, hasColors, helpWidth };
      }
      /**
       * Output help information for this command.
       *
       * Outputs built-in help, and custom text added using `.addHelpText()`.
       *
       * @param {{ error: boolean } | Function} [contextOptions] - pass {error:true} to write to stderr instead of stdout
       */
      outputHelp(contextOptions) {
        let deprecatedCallback;
        if (typeof contextOptions === "function") {
          deprecatedCallback = contextOptions;
          contextOptions = void 0;
        }
        const outputContext = this._getOutputContext(contextOptions);
        const eventContext = {
          error: outputContext.error,
          write: outputContext.write,
          command: this
        };
        this._getCommandAndAncestors().reverse().forEach((command) => command.emit("beforeAllHelp", eventContext));
        this.emit("beforeHelp", eventContext);
        let helpInformation = this.helpInformation({ error: outputContext.error });
        if (deprecatedCallback) {
          helpInformation = deprecatedCallback(helpInformation);
          if (typeof helpInformation !== "string" && !Buffer.isBuffer(helpInformation)) {
            throw new Error("outputHelp callback must return a string or a Buffer");
          }
        }
        outputContext.write(helpInformation);
        if (this._getHelpOption()?.long) {
          this.emit(this._getHelpOption().long);
        }
        this.emit("afterHelp", eventContext);
        this._getCommandAndAncestors().forEach(
          (command) => command.emit("afterAllHelp", eventContext)
        );
      }
      /**
       * You can pass in flags and a description to customise the built-in help option.
       * Pass in false to disable the built-in help option.
       *
       * @example
       * program.helpOption('-?, --help' 'show help'); // customise
       * program.helpOption(false); // disable
       *
       * @param {(string | boolean)} flags
       * @param {string} [description]
       * @return {Command} `this` command for chaining
       */
      helpOption(flags, description) {
        if (typeof flags === "boolean") {
          if (flags) {
            if (this._helpOption === null) this._helpOption = void 0;
            if (this._defaultOptionGroup) {
              this._initOptionGroup(this._getHelpOption());
            }
          } else {
            this._helpOption = null;
          }
          return this;
        }
        this._helpOption = this.createOption(
          flags ?? "-h, --help",
          description ?? "display help for command"
        );
        if (flags || description) this._initOptionGroup(this._helpOption);
        return this;
      }
      /**
       * Lazy create help option.
       * Returns null if has been disabled with .helpOption(false).
       *
       * @returns {(Option | null)} the help option
       * @package
       */
      _getHelpOption() {
        if (this._helpOption === void 0) {
          this.helpOption(void 0, void 0);
        }
        return this._helpOption;
      }
      /**
       * Supply your own option to use for the built-in help option.
       * This is an alternative to using helpOption() to customise the flags and description etc.
       *
       * @param {Option} option
       * @return {Command} `this` command for chaining
       */
      addHelpOption(option) {
        this._helpOption = option;
        this._initOptionGroup(option);
        return this;
      }
      /**
       * Output help information and exit.
       *
       * Outputs built-in help, and custom text added using `.addHelpText()`.
       *
       * @param {{ error: boolean }} [contextOptions] - pass {error:true} to write to stderr instead of stdout
       */
      help(contextOptions) {
        this.outputHelp(contextOptions);
        let exitCode = Number(process2.exitCode ?? 0);
        if (exitCode === 0 && contextOptions && typeof contextOptions !== "function" && contextOptions.error) {
          exitCode = 1;
        }
        this._exit(exitCode, "commander.help", "(outputHelp)");
      }
      /**
       * // Do a little typing to coordinate emit and listener for the help text events.
       * @typedef HelpTextEventContext
       * @type {object}
       * @property {boolean} error
       * @property {Command} command
       * @property {function} write
       */
      /**
       * Add additional text to be displayed with the built-in help.
       *
       * Position is 'before' or 'after' to affect just this command,
       * and 'beforeAll' or 'afterAll' to affect this command and all its subcommands.
       *
       * @param {string} position - before or after built-in help
       * @param {(string | Function)} text - string to add, or a function returning a string
       * @return {Command} `this` command for chaining
       */
      addHelpText(position, text2) {
        const allowedValues = ["beforeAll", "before", "after", "afterAll"];
        if (!allowedValues.includes(position)) {
          throw new Error(`Unexpected value for position to addHelpText.
Expecting one of '${allowedValues.join("', '")}'`);
        }
        const helpEvent = `${position}Help`;
        this.on(helpEvent, (context) => {
          let helpStr;
          if (typeof text2 === "function") {
            helpStr = text2({ error: context.error, command: context.command });
          } else {
            helpStr = text2;
          }
          if (helpStr) {
            context.write(`${helpStr}
`);
          }
        });
        return this;
      }
      /**
       * Output help information if help flags specified
       *
       * @param {Array} args - array of options to search for help flags
       * @private
       */
      _outputHelpIfRequested(args) {
        const helpOption = this._getHelpOption();
        const helpRequested = helpOption && args.find((arg) => helpOption.is(arg));
        if (helpRequested) {
          this.outputHelp();
          this._exit(0, "commander.helpDisplayed", "(outputHelp)");
        }
      }
    };
    function incrementNodeInspectorPort(args) {
      return args.map((arg) => {
        if (!arg.startsWith("--inspect")) {
          return arg;
        }
        let debugOption;
        let debugHost = "127.0.0.1";
        let debugPort = "9229";
        let match;
        if ((match = arg.match(/^(--inspect(-brk)?)$/)) !== null) {
          debugOption = match[1];
        } else if ((match = arg.match(/^(--inspect(-brk|-port)?)=([^:]+)$/)) !== null) {
          debugOption = match[1];
          if (/^\d+$/.test(match[3])) {
            debugPort = match[3];
          } else {
            debugHost = match[3];
          }
        } else if ((match = arg.match(/^(--inspect(-brk|-port)?)=([^:]+):(\d+)$/)) !== null) {
          debugOption = match[1];
          debugHost = match[3];
          debugPort = match[4];
        }
        if (debugOption && debugPort !== "0") {
          return `${debugOption}=${debugHost}:${parseInt(debugPort) + 1}`;
        }
        return arg;
      });
    }
    function useColor() {
      if (process2.env.NO_COLOR || process2.env.FORCE_COLOR === "0" || process2.env.FORCE_COLOR === "false")
        return false;
      if (process2.env.FORCE_COLOR || process2.env.CLICOLOR_FORCE !== void 0)
        return true;
      return void 0;
    }
    exports2.Command = Command2;
    exports2.useColor = useColor;
  }
});

// node_modules/commander/index.js
var require_commander = __commonJS({
  "node_modules/commander/index.js"(exports2) {
    var { Argument: Argument2 } = require_argument();
    var { Command: Command2 } = require_command();
    var { CommanderError: CommanderError2, InvalidArgumentError: InvalidArgumentError2 } = require_error();
    var { Help: Help2 } = require_help();
    var { Option: Option2 } = require_option();
    exports2.program = new Command2();
    exports2.createCommand = (name) => new Command2(name);
    exports2.createOption = (flags, description) => new Option2(flags, description);
    exports2.createArgument = (name, description) => new Argument2(name, description);
    exports2.Command = Command2;
    exports2.Option = Option2;
    exports2.Argument = Argument2;
    exports2.Help = Help2;
    exports2.CommanderError = CommanderError2;
    exports2.InvalidArgumentError = InvalidArgumentError2;
    exports2.InvalidOptionArgumentError = InvalidArgumentError2;
  }
});

// src/cli/actions/launch.ts
var launch_exports = {};
__export(launch_exports, {
  misdirected: () => misdirected
});
function misdirected() {
  return Promise.reject(
    new LaunchError("usage", "this command is started by the installed mapexec or mapexec-helper, not by cli.js")
  );
}
var init_launch = __esm({
  "src/cli/actions/launch.ts"() {
    "use strict";
    init_errors();
  }
});

// node_modules/toml/lib/parser.js
var require_parser = __commonJS({
  "node_modules/toml/lib/parser.js"(exports2, module2) {
    "use strict";
    var peg$SyntaxError = class extends SyntaxError {
      constructor(message, expected, found, location) {
        super(message);
        this.expected = expected;
        this.found = found;
        this.location = location;
        this.name = "SyntaxError";
      }
      format(sources) {
        let str = "Error: " + this.message;
        if (this.location) {
          let src = null;
          const st = sources.find((s2) => s2.source === this.location.source);
          if (st) {
            src = st.text.split(/\r\n|\n|\r/g);
          }
          const s = this.location.start;
          const offset_s = this.location.source && typeof this.location.source.offset === "function" ? this.location.source.offset(s) : s;
          const loc = this.location.source + ":" + offset_s.line + ":" + offset_s.column;
          if (src) {
            const e = this.location.end;
            const filler = "".padEnd(offset_s.line.toString().length, " ");
            const line = src[s.line - 1];
            const last = s.line === e.line ? e.column : line.length + 1;
            const hatLen = last - s.column || 1;
            str += "\n --> " + loc + "\n" + filler + " |\n" + offset_s.line + " | " + line + "\n" + filler + " | " + "".padEnd(s.column - 1, " ") + "".padEnd(hatLen, "^");
          } else {
            str += "\n at " + loc;
          }
        }
        return str;
      }
      static buildMessage(expected, found) {
        function hex(ch) {
          return ch.codePointAt(0).toString(16).toUpperCase();
        }
        const nonPrintable = Object.prototype.hasOwnProperty.call(RegExp.prototype, "unicode") ? new RegExp("[\\p{C}\\p{Mn}\\p{Mc}]", "gu") : null;
        function unicodeEscape(s) {
          if (nonPrintable) {
            return s.replace(nonPrintable, (ch) => "\\u{" + hex(ch) + "}");
          }
          return s;
        }
        function literalEscape(s) {
          return unicodeEscape(s.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\0/g, "\\0").replace(/\t/g, "\\t").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/[\x00-\x0F]/g, (ch) => "\\x0" + hex(ch)).replace(/[\x10-\x1F\x7F-\x9F]/g, (ch) => "\\x" + hex(ch)));
        }
        function classEscape(s) {
          return unicodeEscape(s.replace(/\\/g, "\\\\").replace(/\]/g, "\\]").replace(/\^/g, "\\^").replace(/-/g, "\\-").replace(/\0/g, "\\0").replace(/\t/g, "\\t").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/[\x00-\x0F]/g, (ch) => "\\x0" + hex(ch)).replace(/[\x10-\x1F\x7F-\x9F]/g, (ch) => "\\x" + hex(ch)));
        }
        const DESCRIBE_EXPECTATION_FNS = {
          literal(expectation) {
            return '"' + literalEscape(expectation.text) + '"';
          },
          class(expectation) {
            const escapedParts = expectation.parts.map(
              (part) => Array.isArray(part) ? classEscape(part[0]) + "-" + classEscape(part[1]) : classEscape(part)
            );
            return "[" + (expectation.inverted ? "^" : "") + escapedParts.join("") + "]" + (expectation.unicode ? "u" : "");
          },
          any() {
            return "any character";
          },
          end() {
            return "end of input";
          },
          other(expectation) {
            return expectation.description;
          }
        };
        function describeExpectation(expectation) {
          return DESCRIBE_EXPECTATION_FNS[expectation.type](expectation);
        }
        function describeExpected(expected2) {
          const descriptions = expected2.map(describeExpectation);
          descriptions.sort();
          if (descriptions.length > 0) {
            let j = 1;
            for (let i = 1; i < descriptions.length; i++) {
              if (descriptions[i - 1] !== descriptions[i]) {
                descriptions[j] = descriptions[i];
                j++;
              }
            }
            descriptions.length = j;
          }
          switch (descriptions.length) {
            case 1:
              return descriptions[0];
            case 2:
              return descriptions[0] + " or " + descriptions[1];
            default:
              return descriptions.slice(0, -1).join(", ") + ", or " + descriptions[descriptions.length - 1];
          }
        }
        function describeFound(found2) {
          return found2 ? '"' + literalEscape(found2) + '"' : "end of input";
        }
        return "Expected " + describeExpected(expected) + " but " + describeFound(found) + " found.";
      }
    };
    function peg$parse(input, options) {
      options = options !== void 0 ? options : {};
      const peg$FAILED = {};
      const peg$source = options.grammarSource;
      const peg$startRuleFunctions = {
        start: peg$parsestart
      };
      let peg$startRuleFunction = peg$parsestart;
      const peg$c0 = "#";
      const peg$c1 = "[";
      const peg$c2 = "]";
      const peg$c3 = ".";
      const peg$c4 = "=";
      const peg$c5 = "inf";
      const peg$c6 = "nan";
      const peg$c7 = '"""';
      const peg$c8 = '"';
      const peg$c9 = "'''";
      const peg$c10 = "'";
      const peg$c11 = "\\";
      const peg$c12 = "\r\n";
      const peg$c13 = '""';
      const peg$c14 = "''";
      const peg$c15 = "0";
      const peg$c16 = "0x";
      const peg$c17 = "0o";
      const peg$c18 = "0b";
      const peg$c19 = "true";
      const peg$c20 = "false";
      const peg$c21 = ",";
      const peg$c22 = "{";
      const peg$c23 = "}";
      const peg$c24 = "-";
      const peg$c25 = ":";
      const peg$c26 = "z";
      const peg$c27 = "t";
      const peg$c28 = " ";
      const peg$c29 = "\n";
      const peg$c30 = "\r";
      const peg$c31 = "\uFEFF";
      const peg$c32 = "\\U";
      const peg$c33 = "\\u";
      const peg$c34 = "\\x";
      const peg$r0 = /^[\t -~\x80-\uFFFF]/;
      const peg$r1 = /^[+\-]/;
      const peg$r2 = /^[^"\\\0-\b\v-\x1F\x7F\r]/;
      const peg$r3 = /^[^'\0-\b\v-\x1F\x7F\r]/;
      const peg$r4 = /^[^"\\\0-\b\n-\x1F\x7F]/;
      const peg$r5 = /^[^'\0-\b\n-\x1F\x7F]/;
      const peg$r6 = /^[eE]/;
      const peg$r7 = /^[0-9_]/;
      const peg$r8 = /^[1-9]/;
      const peg$r9 = /^[_]/;
      const peg$r10 = /^[0-9]/;
      const peg$r11 = /^[0-9a-fA-F]/;
      const peg$r12 = /^[0-7]/;
      const peg$r13 = /^[01]/;
      const peg$r14 = /^[ \t]/;
      const peg$r15 = /^[A-Za-z0-9_\-]/;
      const peg$r16 = /^["\\btnfre]/;
      const peg$e0 = peg$literalExpectation("#", false);
      const peg$e1 = peg$classExpectation(["	", [" ", "~"], ["\x80", "\uFFFF"]], false, false, false);
      const peg$e2 = peg$literalExpectation("[", false);
      const peg$e3 = peg$literalExpectation("]", false);
      const peg$e4 = peg$literalExpectation(".", false);
      const peg$e5 = peg$literalExpectation("=", false);
      const peg$e6 = peg$classExpectation(["+", "-"], false, false, false);
      const peg$e7 = peg$literalExpectation("inf", false);
      const peg$e8 = peg$literalExpectation("nan", false);
      const peg$e9 = peg$literalExpectation('"""', false);
      const peg$e10 = peg$literalExpectation('"', false);
      const peg$e11 = peg$literalExpectation("'''", false);
      const peg$e12 = peg$literalExpectation("'", false);
      const peg$e13 = peg$literalExpectation("\\", false);
      const peg$e14 = peg$anyExpectation();
      const peg$e15 = peg$literalExpectation("\r\n", false);
      const peg$e16 = peg$classExpectation(['"', "\\", ["\0", "\b"], ["\v", ""], "\x7F", "\r"], true, false, false);
      const peg$e17 = peg$literalExpectation('""', false);
      const peg$e18 = peg$classExpectation(["'", ["\0", "\b"], ["\v", ""], "\x7F", "\r"], true, false, false);
      const peg$e19 = peg$literalExpectation("''", false);
      const peg$e20 = peg$classExpectation(['"', "\\", ["\0", "\b"], ["\n", ""], "\x7F"], true, false, false);
      const peg$e21 = peg$classExpectation(["'", ["\0", "\b"], ["\n", ""], "\x7F"], true, false, false);
      const peg$e22 = peg$classExpectation(["e", "E"], false, false, false);
      const peg$e23 = peg$literalExpectation("0", false);
      const peg$e24 = peg$literalExpectation("0x", false);
      const peg$e25 = peg$literalExpectation("0o", false);
      const peg$e26 = peg$literalExpectation("0b", false);
      const peg$e27 = peg$classExpectation([["0", "9"], "_"], false, false, false);
      const peg$e28 = peg$classExpectation([["1", "9"]], false, false, false);
      const peg$e29 = peg$classExpectation(["_"], false, false, false);
      const peg$e30 = peg$classExpectation([["0", "9"]], false, false, false);
      const peg$e31 = peg$classExpectation([["0", "9"], ["a", "f"], ["A", "F"]], false, false, false);
      const peg$e32 = peg$classExpectation([["0", "7"]], false, false, false);
      const peg$e33 = peg$classExpectation(["0", "1"], false, false, false);
      const peg$e34 = peg$literalExpectation("true", false);
      const peg$e35 = peg$literalExpectation("false", false);
      const peg$e36 = peg$literalExpectation(",", false);
      const peg$e37 = peg$literalExpectation("{", false);
      const peg$e38 = peg$literalExpectation("}", false);
      const peg$e39 = peg$literalExpectation("-", false);
      const peg$e40 = peg$literalExpectation(":", false);
      const peg$e41 = peg$literalExpectation("Z", true);
      const peg$e42 = peg$literalExpectation("T", true);
      const peg$e43 = peg$literalExpectation(" ", false);
      const peg$e44 = peg$classExpectation([" ", "	"], false, false, false);
      const peg$e45 = peg$literalExpectation("\n", false);
      const peg$e46 = peg$literalExpectation("\r", false);
      const peg$e47 = peg$literalExpectation("\uFEFF", false);
      const peg$e48 = peg$classExpectation([["A", "Z"], ["a", "z"], ["0", "9"], "_", "-"], false, false, false);
      const peg$e49 = peg$classExpectation(['"', "\\", "b", "t", "n", "f", "r", "e"], false, false, false);
      const peg$e50 = peg$literalExpectation("\\U", false);
      const peg$e51 = peg$literalExpectation("\\u", false);
      const peg$e52 = peg$literalExpectation("\\x", false);
      function peg$f0() {
        return nodes;
      }
      function peg$f1(name) {
        addNode(node2("ArrayPath", name, offset()));
      }
      function peg$f2(name) {
        addNode(node2("ObjectPath", name, offset()));
      }
      function peg$f3(parts, name) {
        return parts.concat(name);
      }
      function peg$f4(name) {
        return [name];
      }
      function peg$f5(name) {
        return name;
      }
      function peg$f6(name) {
        return name;
      }
      function peg$f7(keys, value) {
        addNode(node2("Assign", value, offset(), keys));
      }
      function peg$f8(node3) {
        return node3.value;
      }
      function peg$f9(node3) {
        return node3.value;
      }
      function peg$f10() {
        if (++depth > MAX_DEPTH) {
          depth--;
          genError("Maximum nesting depth of " + MAX_DEPTH + " exceeded.", offset());
        }
        return true;
      }
      function peg$f11(v) {
        return v;
      }
      function peg$f12(v) {
        depth--;
        return v;
      }
      function peg$f13() {
        depth--;
        return false;
      }
      function peg$f14(sign) {
        return node2("Float", sign === "-" ? -Infinity : Infinity, offset());
      }
      function peg$f15(sign) {
        return node2("Float", NaN, offset());
      }
      function peg$f16(body) {
        return node2("String", body, offset());
      }
      function peg$f17(chars) {
        return node2("String", chars.join(""), offset());
      }
      function peg$f18(body) {
        return node2("String", body, offset());
      }
      function peg$f19(chars) {
        return node2("String", chars.join(""), offset());
      }
      function peg$f20(head, parts, tail) {
        var result = head.join("");
        for (var i = 0; i < parts.length; i++) {
          result += parts[i][0] + parts[i][1].join("");
        }
        return result + (tail || "");
      }
      function peg$f21() {
        genError("Invalid escape sequence", offset());
      }
      function peg$f22() {
        return "\n";
      }
      function peg$f23() {
        return "";
      }
      function peg$f24() {
        return '""';
      }
      function peg$f25() {
        return '"';
      }
      function peg$f26() {
        return '""';
      }
      function peg$f27() {
        return '"';
      }
      function peg$f28(head, parts, tail) {
        var result = head.join("");
        for (var i = 0; i < parts.length; i++) {
          result += parts[i][0] + parts[i][1].join("");
        }
        return result + (tail || "");
      }
      function peg$f29() {
        return "\n";
      }
      function peg$f30() {
        return "''";
      }
      function peg$f31() {
        return "'";
      }
      function peg$f32() {
        return "''";
      }
      function peg$f33() {
        return "'";
      }
      function peg$f34() {
        genError("Invalid escape sequence", offset());
      }
      function peg$f35(left, right) {
        return node2("Float", parseFloat(stripUnderscores(left + "e" + right)), offset());
      }
      function peg$f36(text3) {
        return node2("Float", parseFloat(stripUnderscores(text3)), offset());
      }
      function peg$f37(sign, digits, frac) {
        return (sign === "-" ? "-" : "") + digits + "." + frac;
      }
      function peg$f38(sign, digits, frac) {
        return (sign === "-" ? "-" : "") + digits + "." + frac;
      }
      function peg$f39(sign, digits) {
        return (sign === "-" ? "-" : "") + digits;
      }
      function peg$f40() {
        return "0";
      }
      function peg$f41(sign, digits) {
        return (sign || "") + digits;
      }
      function peg$f42(digits) {
        return integerNode(16, digits, offset());
      }
      function peg$f43(digits) {
        return integerNode(8, digits, offset());
      }
      function peg$f44(digits) {
        return integerNode(2, digits, offset());
      }
      function peg$f45(text3) {
        return integerNode(10, text3, offset());
      }
      function peg$f46(sign) {
        return (sign || "") + "0";
      }
      function peg$f47(sign, digits) {
        return (sign || "") + digits;
      }
      function peg$f48() {
        return node2("Boolean", true, offset());
      }
      function peg$f49() {
        return node2("Boolean", false, offset());
      }
      function peg$f50() {
        return node2("Array", [], offset());
      }
      function peg$f51(head, v) {
        return v;
      }
      function peg$f52(head, tail) {
        tail.unshift(head);
        return node2("Array", tail, offset());
      }
      function peg$f53() {
        return node2("InlineTable", [], offset());
      }
      function peg$f54(head, e) {
        return e;
      }
      function peg$f55(head, tail) {
        tail.unshift(head);
        return node2("InlineTable", tail, offset());
      }
      function peg$f56(keys, value) {
        return node2("InlineTableValue", value, offset(), keys);
      }
      function peg$f57(parts, last) {
        return parts.concat(last);
      }
      function peg$f58(k) {
        return [k];
      }
      function peg$f59(k) {
        return k;
      }
      function peg$f60(t, frac) {
        return frac ? t + frac : t;
      }
      function peg$f61(t) {
        return t + ":00";
      }
      function peg$f62() {
        return "Z";
      }
      function peg$f63(d, t, o) {
        var off = offset();
        validateDate(d, off);
        validateTime(t, off);
        validateOffset(o, off);
        var n = node2("Date", /* @__PURE__ */ new Date(d + "T" + t + o), off);
        n.raw = d + "T" + t;
        n.tz = o;
        return n;
      }
      function peg$f64(d, t) {
        var off = offset();
        validateDate(d, off);
        validateTime(t, off);
        return node2("LocalDateTime", d + "T" + t, off);
      }
      function peg$f65(d) {
        var off = offset();
        validateDate(d, off);
        return node2("LocalDate", d, off);
      }
      function peg$f66(t) {
        var off = offset();
        validateTime(t, off);
        return node2("LocalTime", t, off);
      }
      function peg$f67(ch) {
        return ch === "n" ? "\n" : ch === "t" ? "	" : ch === "r" ? "\r" : ch === "\\" ? "\\" : ch === '"' ? '"' : ch === "b" ? "\b" : ch === "f" ? "\f" : "\x1B";
      }
      function peg$f68(digits) {
        return convertCodePoint(digits);
      }
      function peg$f69(digits) {
        return convertCodePoint(digits);
      }
      function peg$f70(digits) {
        return convertCodePoint(digits);
      }
      let peg$currPos = options.peg$currPos | 0;
      let peg$savedPos = peg$currPos;
      const peg$posDetailsCache = [{ line: 1, column: 1 }];
      let peg$maxFailPos = peg$currPos;
      let peg$maxFailExpected = options.peg$maxFailExpected || [];
      let peg$silentFails = options.peg$silentFails | 0;
      let peg$result;
      if (options.startRule) {
        if (!(options.startRule in peg$startRuleFunctions)) {
          throw new Error(`Can't start parsing from rule "` + options.startRule + '".');
        }
        peg$startRuleFunction = peg$startRuleFunctions[options.startRule];
      }
      function text2() {
        return input.substring(peg$savedPos, peg$currPos);
      }
      function offset() {
        return peg$savedPos;
      }
      function range2() {
        return {
          source: peg$source,
          start: peg$savedPos,
          end: peg$currPos
        };
      }
      function location() {
        return peg$computeLocation(peg$savedPos, peg$currPos);
      }
      function expected(description, location2) {
        location2 = location2 !== void 0 ? location2 : peg$computeLocation(peg$savedPos, peg$currPos);
        throw peg$buildStructuredError(
          [peg$otherExpectation(description)],
          input.substring(peg$savedPos, peg$currPos),
          location2
        );
      }
      function error(message, location2) {
        location2 = location2 !== void 0 ? location2 : peg$computeLocation(peg$savedPos, peg$currPos);
        throw peg$buildSimpleError(message, location2);
      }
      function peg$getUnicode(pos = peg$currPos) {
        const cp = input.codePointAt(pos);
        if (cp === void 0) {
          return "";
        }
        return String.fromCodePoint(cp);
      }
      function peg$literalExpectation(text3, ignoreCase) {
        return { type: "literal", text: text3, ignoreCase };
      }
      function peg$classExpectation(parts, inverted, ignoreCase, unicode) {
        return { type: "class", parts, inverted, ignoreCase, unicode };
      }
      function peg$anyExpectation() {
        return { type: "any" };
      }
      function peg$endExpectation() {
        return { type: "end" };
      }
      function peg$otherExpectation(description) {
        return { type: "other", description };
      }
      function peg$computePosDetails(pos) {
        let details = peg$posDetailsCache[pos];
        let p;
        if (details) {
          return details;
        } else {
          if (pos >= peg$posDetailsCache.length) {
            p = peg$posDetailsCache.length - 1;
          } else {
            p = pos;
            while (!peg$posDetailsCache[--p]) {
            }
          }
          details = peg$posDetailsCache[p];
          details = {
            line: details.line,
            column: details.column
          };
          while (p < pos) {
            if (input.charCodeAt(p) === 10) {
              details.line++;
              details.column = 1;
            } else {
              details.column++;
            }
            p++;
          }
          peg$posDetailsCache[pos] = details;
          return details;
        }
      }
      function peg$computeLocation(startPos, endPos, offset2) {
        const startPosDetails = peg$computePosDetails(startPos);
        const endPosDetails = peg$computePosDetails(endPos);
        const res = {
          source: peg$source,
          start: {
            offset: startPos,
            line: startPosDetails.line,
            column: startPosDetails.column
          },
          end: {
            offset: endPos,
            line: endPosDetails.line,
            column: endPosDetails.column
          }
        };
        if (offset2 && peg$source && typeof peg$source.offset === "function") {
          res.start = peg$source.offset(res.start);
          res.end = peg$source.offset(res.end);
        }
        return res;
      }
      function peg$fail(expected2) {
        if (peg$currPos < peg$maxFailPos) {
          return;
        }
        if (peg$currPos > peg$maxFailPos) {
          peg$maxFailPos = peg$currPos;
          peg$maxFailExpected = [];
        }
        peg$maxFailExpected.push(expected2);
      }
      function peg$buildSimpleError(message, location2) {
        return new peg$SyntaxError(message, null, null, location2);
      }
      function peg$buildStructuredError(expected2, found, location2) {
        return new peg$SyntaxError(
          peg$SyntaxError.buildMessage(expected2, found),
          expected2,
          found,
          location2
        );
      }
      function peg$parsestart() {
        let s0, s1, s2, s3;
        s0 = peg$currPos;
        s1 = peg$parseBOM();
        if (s1 === peg$FAILED) {
          s1 = null;
        }
        s2 = [];
        s3 = peg$parseline();
        while (s3 !== peg$FAILED) {
          s2.push(s3);
          s3 = peg$parseline();
        }
        peg$savedPos = s0;
        s0 = peg$f0();
        return s0;
      }
      function peg$parseline() {
        let s0, s1, s2, s3, s4, s5, s6;
        s0 = peg$currPos;
        s1 = [];
        s2 = peg$parseS();
        while (s2 !== peg$FAILED) {
          s1.push(s2);
          s2 = peg$parseS();
        }
        s2 = peg$parseexpression();
        if (s2 !== peg$FAILED) {
          s3 = [];
          s4 = peg$parseS();
          while (s4 !== peg$FAILED) {
            s3.push(s4);
            s4 = peg$parseS();
          }
          s4 = peg$parsecomment();
          if (s4 === peg$FAILED) {
            s4 = null;
          }
          s5 = [];
          s6 = peg$parseNL();
          if (s6 !== peg$FAILED) {
            while (s6 !== peg$FAILED) {
              s5.push(s6);
              s6 = peg$parseNL();
            }
          } else {
            s5 = peg$FAILED;
          }
          if (s5 === peg$FAILED) {
            s5 = peg$parseEOF();
          }
          if (s5 !== peg$FAILED) {
            s1 = [s1, s2, s3, s4, s5];
            s0 = s1;
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          s1 = [];
          s2 = peg$parseS();
          if (s2 !== peg$FAILED) {
            while (s2 !== peg$FAILED) {
              s1.push(s2);
              s2 = peg$parseS();
            }
          } else {
            s1 = peg$FAILED;
          }
          if (s1 !== peg$FAILED) {
            s2 = [];
            s3 = peg$parseNL();
            if (s3 !== peg$FAILED) {
              while (s3 !== peg$FAILED) {
                s2.push(s3);
                s3 = peg$parseNL();
              }
            } else {
              s2 = peg$FAILED;
            }
            if (s2 === peg$FAILED) {
              s2 = peg$parseEOF();
            }
            if (s2 !== peg$FAILED) {
              s1 = [s1, s2];
              s0 = s1;
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
          if (s0 === peg$FAILED) {
            s0 = peg$parseNL();
          }
        }
        return s0;
      }
      function peg$parseexpression() {
        let s0;
        s0 = peg$parsecomment();
        if (s0 === peg$FAILED) {
          s0 = peg$parsetable_or_array_path();
          if (s0 === peg$FAILED) {
            s0 = peg$parseassignment();
          }
        }
        return s0;
      }
      function peg$parsecomment() {
        let s0, s1, s2, s3;
        s0 = peg$currPos;
        if (input.charCodeAt(peg$currPos) === 35) {
          s1 = peg$c0;
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e0);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = [];
          s3 = input.charAt(peg$currPos);
          if (peg$r0.test(s3)) {
            peg$currPos++;
          } else {
            s3 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e1);
            }
          }
          while (s3 !== peg$FAILED) {
            s2.push(s3);
            s3 = input.charAt(peg$currPos);
            if (peg$r0.test(s3)) {
              peg$currPos++;
            } else {
              s3 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e1);
              }
            }
          }
          s1 = [s1, s2];
          s0 = s1;
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parsetable_or_array_path() {
        let s0, s1, s2, s3, s4, s5, s6, s7;
        s0 = peg$currPos;
        if (input.charCodeAt(peg$currPos) === 91) {
          s1 = peg$c1;
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e2);
          }
        }
        if (s1 !== peg$FAILED) {
          if (input.charCodeAt(peg$currPos) === 91) {
            s2 = peg$c1;
            peg$currPos++;
          } else {
            s2 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e2);
            }
          }
          if (s2 !== peg$FAILED) {
            s3 = [];
            s4 = peg$parseS();
            while (s4 !== peg$FAILED) {
              s3.push(s4);
              s4 = peg$parseS();
            }
            s4 = peg$parsetable_key();
            if (s4 !== peg$FAILED) {
              s5 = [];
              s6 = peg$parseS();
              while (s6 !== peg$FAILED) {
                s5.push(s6);
                s6 = peg$parseS();
              }
              if (input.charCodeAt(peg$currPos) === 93) {
                s6 = peg$c2;
                peg$currPos++;
              } else {
                s6 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e3);
                }
              }
              if (s6 !== peg$FAILED) {
                if (input.charCodeAt(peg$currPos) === 93) {
                  s7 = peg$c2;
                  peg$currPos++;
                } else {
                  s7 = peg$FAILED;
                  if (peg$silentFails === 0) {
                    peg$fail(peg$e3);
                  }
                }
                if (s7 !== peg$FAILED) {
                  peg$savedPos = s0;
                  s0 = peg$f1(s4);
                } else {
                  peg$currPos = s0;
                  s0 = peg$FAILED;
                }
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          if (input.charCodeAt(peg$currPos) === 91) {
            s1 = peg$c1;
            peg$currPos++;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e2);
            }
          }
          if (s1 !== peg$FAILED) {
            s2 = [];
            s3 = peg$parseS();
            while (s3 !== peg$FAILED) {
              s2.push(s3);
              s3 = peg$parseS();
            }
            s3 = peg$parsetable_key();
            if (s3 !== peg$FAILED) {
              s4 = [];
              s5 = peg$parseS();
              while (s5 !== peg$FAILED) {
                s4.push(s5);
                s5 = peg$parseS();
              }
              if (input.charCodeAt(peg$currPos) === 93) {
                s5 = peg$c2;
                peg$currPos++;
              } else {
                s5 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e3);
                }
              }
              if (s5 !== peg$FAILED) {
                peg$savedPos = s0;
                s0 = peg$f2(s3);
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        }
        return s0;
      }
      function peg$parsetable_key() {
        let s0, s1, s2;
        s0 = peg$currPos;
        s1 = [];
        s2 = peg$parsedot_ended_table_key_part();
        if (s2 !== peg$FAILED) {
          while (s2 !== peg$FAILED) {
            s1.push(s2);
            s2 = peg$parsedot_ended_table_key_part();
          }
        } else {
          s1 = peg$FAILED;
        }
        if (s1 !== peg$FAILED) {
          s2 = peg$parsetable_key_part();
          if (s2 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f3(s1, s2);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          s1 = peg$parsetable_key_part();
          if (s1 !== peg$FAILED) {
            peg$savedPos = s0;
            s1 = peg$f4(s1);
          }
          s0 = s1;
        }
        return s0;
      }
      function peg$parsetable_key_part() {
        let s0, s1, s2, s3, s4;
        s0 = peg$currPos;
        s1 = [];
        s2 = peg$parseS();
        while (s2 !== peg$FAILED) {
          s1.push(s2);
          s2 = peg$parseS();
        }
        s2 = peg$parsesimple_key();
        if (s2 !== peg$FAILED) {
          s3 = [];
          s4 = peg$parseS();
          while (s4 !== peg$FAILED) {
            s3.push(s4);
            s4 = peg$parseS();
          }
          peg$savedPos = s0;
          s0 = peg$f5(s2);
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parsedot_ended_table_key_part() {
        let s0, s1, s2, s3, s4;
        s0 = peg$currPos;
        s1 = [];
        s2 = peg$parseS();
        while (s2 !== peg$FAILED) {
          s1.push(s2);
          s2 = peg$parseS();
        }
        s2 = peg$parsesimple_key();
        if (s2 !== peg$FAILED) {
          s3 = [];
          s4 = peg$parseS();
          while (s4 !== peg$FAILED) {
            s3.push(s4);
            s4 = peg$parseS();
          }
          if (input.charCodeAt(peg$currPos) === 46) {
            s4 = peg$c3;
            peg$currPos++;
          } else {
            s4 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e4);
            }
          }
          if (s4 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f6(s2);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parseassignment() {
        let s0, s1, s2, s3, s4, s5;
        s0 = peg$currPos;
        s1 = peg$parseinline_key();
        if (s1 !== peg$FAILED) {
          s2 = [];
          s3 = peg$parseS();
          while (s3 !== peg$FAILED) {
            s2.push(s3);
            s3 = peg$parseS();
          }
          if (input.charCodeAt(peg$currPos) === 61) {
            s3 = peg$c4;
            peg$currPos++;
          } else {
            s3 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e5);
            }
          }
          if (s3 !== peg$FAILED) {
            s4 = [];
            s5 = peg$parseS();
            while (s5 !== peg$FAILED) {
              s4.push(s5);
              s5 = peg$parseS();
            }
            s5 = peg$parsevalue();
            if (s5 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f7(s1, s5);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parsekey() {
        let s0, s1, s2;
        s0 = peg$currPos;
        s1 = [];
        s2 = peg$parseASCII_BASIC();
        if (s2 !== peg$FAILED) {
          while (s2 !== peg$FAILED) {
            s1.push(s2);
            s2 = peg$parseASCII_BASIC();
          }
        } else {
          s1 = peg$FAILED;
        }
        if (s1 !== peg$FAILED) {
          s0 = input.substring(s0, peg$currPos);
        } else {
          s0 = s1;
        }
        return s0;
      }
      function peg$parsequoted_key() {
        let s0, s1;
        s0 = peg$currPos;
        s1 = peg$parsedouble_quoted_single_line_string();
        if (s1 !== peg$FAILED) {
          peg$savedPos = s0;
          s1 = peg$f8(s1);
        }
        s0 = s1;
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          s1 = peg$parsesingle_quoted_single_line_string();
          if (s1 !== peg$FAILED) {
            peg$savedPos = s0;
            s1 = peg$f9(s1);
          }
          s0 = s1;
        }
        return s0;
      }
      function peg$parsevalue() {
        let s0, s1, s2;
        s0 = peg$currPos;
        peg$savedPos = peg$currPos;
        s1 = peg$f10();
        if (s1) {
          s1 = void 0;
        } else {
          s1 = peg$FAILED;
        }
        if (s1 !== peg$FAILED) {
          s2 = peg$parsevalue_choice();
          if (s2 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f11(s2);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parsevalue_choice() {
        let s0, s1;
        s0 = peg$currPos;
        s1 = peg$parsevalue_body();
        if (s1 !== peg$FAILED) {
          peg$savedPos = s0;
          s1 = peg$f12(s1);
        }
        s0 = s1;
        if (s0 === peg$FAILED) {
          peg$savedPos = peg$currPos;
          s0 = peg$f13();
          if (s0) {
            s0 = void 0;
          } else {
            s0 = peg$FAILED;
          }
        }
        return s0;
      }
      function peg$parsevalue_body() {
        let s0;
        s0 = peg$parsestring();
        if (s0 === peg$FAILED) {
          s0 = peg$parsenumber_or_date();
          if (s0 === peg$FAILED) {
            s0 = peg$parseboolean();
            if (s0 === peg$FAILED) {
              s0 = peg$parsearray();
              if (s0 === peg$FAILED) {
                s0 = peg$parseinline_table();
              }
            }
          }
        }
        return s0;
      }
      function peg$parsenumber_or_date() {
        let s0, s1, s2;
        s0 = peg$currPos;
        s1 = input.charAt(peg$currPos);
        if (peg$r1.test(s1)) {
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e6);
          }
        }
        if (s1 === peg$FAILED) {
          s1 = null;
        }
        if (input.substr(peg$currPos, 3) === peg$c5) {
          s2 = peg$c5;
          peg$currPos += 3;
        } else {
          s2 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e7);
          }
        }
        if (s2 !== peg$FAILED) {
          peg$savedPos = s0;
          s0 = peg$f14(s1);
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          s1 = input.charAt(peg$currPos);
          if (peg$r1.test(s1)) {
            peg$currPos++;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e6);
            }
          }
          if (s1 === peg$FAILED) {
            s1 = null;
          }
          if (input.substr(peg$currPos, 3) === peg$c6) {
            s2 = peg$c6;
            peg$currPos += 3;
          } else {
            s2 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e8);
            }
          }
          if (s2 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f15(s1);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
          if (s0 === peg$FAILED) {
            s0 = peg$parsedatetime();
            if (s0 === peg$FAILED) {
              s0 = peg$parsefloat();
              if (s0 === peg$FAILED) {
                s0 = peg$parseinteger();
              }
            }
          }
        }
        return s0;
      }
      function peg$parsestring() {
        let s0;
        s0 = peg$parsedouble_quoted_multiline_string();
        if (s0 === peg$FAILED) {
          s0 = peg$parsedouble_quoted_single_line_string();
          if (s0 === peg$FAILED) {
            s0 = peg$parsesingle_quoted_multiline_string();
            if (s0 === peg$FAILED) {
              s0 = peg$parsesingle_quoted_single_line_string();
            }
          }
        }
        return s0;
      }
      function peg$parsedouble_quoted_multiline_string() {
        let s0, s1, s2, s3, s4;
        s0 = peg$currPos;
        if (input.substr(peg$currPos, 3) === peg$c7) {
          s1 = peg$c7;
          peg$currPos += 3;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e9);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = peg$parseNL();
          if (s2 === peg$FAILED) {
            s2 = null;
          }
          s3 = peg$parsemlb_body();
          if (input.substr(peg$currPos, 3) === peg$c7) {
            s4 = peg$c7;
            peg$currPos += 3;
          } else {
            s4 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e9);
            }
          }
          if (s4 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f16(s3);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parsedouble_quoted_single_line_string() {
        let s0, s1, s2, s3;
        s0 = peg$currPos;
        if (input.charCodeAt(peg$currPos) === 34) {
          s1 = peg$c8;
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e10);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = [];
          s3 = peg$parsestring_char();
          while (s3 !== peg$FAILED) {
            s2.push(s3);
            s3 = peg$parsestring_char();
          }
          if (input.charCodeAt(peg$currPos) === 34) {
            s3 = peg$c8;
            peg$currPos++;
          } else {
            s3 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e10);
            }
          }
          if (s3 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f17(s2);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parsesingle_quoted_multiline_string() {
        let s0, s1, s2, s3, s4;
        s0 = peg$currPos;
        if (input.substr(peg$currPos, 3) === peg$c9) {
          s1 = peg$c9;
          peg$currPos += 3;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e11);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = peg$parseNL();
          if (s2 === peg$FAILED) {
            s2 = null;
          }
          s3 = peg$parsemll_body();
          if (input.substr(peg$currPos, 3) === peg$c9) {
            s4 = peg$c9;
            peg$currPos += 3;
          } else {
            s4 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e11);
            }
          }
          if (s4 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f18(s3);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parsesingle_quoted_single_line_string() {
        let s0, s1, s2, s3;
        s0 = peg$currPos;
        if (input.charCodeAt(peg$currPos) === 39) {
          s1 = peg$c10;
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e12);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = [];
          s3 = peg$parseliteral_char();
          while (s3 !== peg$FAILED) {
            s2.push(s3);
            s3 = peg$parseliteral_char();
          }
          if (input.charCodeAt(peg$currPos) === 39) {
            s3 = peg$c10;
            peg$currPos++;
          } else {
            s3 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e12);
            }
          }
          if (s3 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f19(s2);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parsemlb_body() {
        let s0, s1, s2, s3, s4, s5, s6;
        s0 = peg$currPos;
        s1 = [];
        s2 = peg$parsemlb_content();
        while (s2 !== peg$FAILED) {
          s1.push(s2);
          s2 = peg$parsemlb_content();
        }
        s2 = [];
        s3 = peg$currPos;
        s4 = peg$parsemlb_quotes();
        if (s4 !== peg$FAILED) {
          s5 = [];
          s6 = peg$parsemlb_content();
          if (s6 !== peg$FAILED) {
            while (s6 !== peg$FAILED) {
              s5.push(s6);
              s6 = peg$parsemlb_content();
            }
          } else {
            s5 = peg$FAILED;
          }
          if (s5 !== peg$FAILED) {
            s4 = [s4, s5];
            s3 = s4;
          } else {
            peg$currPos = s3;
            s3 = peg$FAILED;
          }
        } else {
          peg$currPos = s3;
          s3 = peg$FAILED;
        }
        while (s3 !== peg$FAILED) {
          s2.push(s3);
          s3 = peg$currPos;
          s4 = peg$parsemlb_quotes();
          if (s4 !== peg$FAILED) {
            s5 = [];
            s6 = peg$parsemlb_content();
            if (s6 !== peg$FAILED) {
              while (s6 !== peg$FAILED) {
                s5.push(s6);
                s6 = peg$parsemlb_content();
              }
            } else {
              s5 = peg$FAILED;
            }
            if (s5 !== peg$FAILED) {
              s4 = [s4, s5];
              s3 = s4;
            } else {
              peg$currPos = s3;
              s3 = peg$FAILED;
            }
          } else {
            peg$currPos = s3;
            s3 = peg$FAILED;
          }
        }
        s3 = peg$parsemlb_trailing();
        if (s3 === peg$FAILED) {
          s3 = null;
        }
        peg$savedPos = s0;
        s0 = peg$f20(s1, s2, s3);
        return s0;
      }
      function peg$parsemlb_content() {
        let s0, s1, s2;
        s0 = peg$parseESCAPED();
        if (s0 === peg$FAILED) {
          s0 = peg$parsemlb_escaped_newline();
          if (s0 === peg$FAILED) {
            s0 = peg$currPos;
            if (input.charCodeAt(peg$currPos) === 92) {
              s1 = peg$c11;
              peg$currPos++;
            } else {
              s1 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e13);
              }
            }
            if (s1 !== peg$FAILED) {
              if (input.length > peg$currPos) {
                s2 = input.charAt(peg$currPos);
                peg$currPos++;
              } else {
                s2 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e14);
                }
              }
              if (s2 !== peg$FAILED) {
                peg$savedPos = s0;
                s0 = peg$f21();
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
            if (s0 === peg$FAILED) {
              s0 = peg$currPos;
              if (input.substr(peg$currPos, 2) === peg$c12) {
                s1 = peg$c12;
                peg$currPos += 2;
              } else {
                s1 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e15);
                }
              }
              if (s1 !== peg$FAILED) {
                peg$savedPos = s0;
                s1 = peg$f22();
              }
              s0 = s1;
              if (s0 === peg$FAILED) {
                s0 = peg$currPos;
                s1 = [];
                s2 = input.charAt(peg$currPos);
                if (peg$r2.test(s2)) {
                  peg$currPos++;
                } else {
                  s2 = peg$FAILED;
                  if (peg$silentFails === 0) {
                    peg$fail(peg$e16);
                  }
                }
                if (s2 !== peg$FAILED) {
                  while (s2 !== peg$FAILED) {
                    s1.push(s2);
                    s2 = input.charAt(peg$currPos);
                    if (peg$r2.test(s2)) {
                      peg$currPos++;
                    } else {
                      s2 = peg$FAILED;
                      if (peg$silentFails === 0) {
                        peg$fail(peg$e16);
                      }
                    }
                  }
                } else {
                  s1 = peg$FAILED;
                }
                if (s1 !== peg$FAILED) {
                  s0 = input.substring(s0, peg$currPos);
                } else {
                  s0 = s1;
                }
              }
            }
          }
        }
        return s0;
      }
      function peg$parsemlb_escaped_newline() {
        let s0, s1, s2, s3, s4, s5;
        s0 = peg$currPos;
        if (input.charCodeAt(peg$currPos) === 92) {
          s1 = peg$c11;
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e13);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = [];
          s3 = peg$parseS();
          while (s3 !== peg$FAILED) {
            s2.push(s3);
            s3 = peg$parseS();
          }
          s3 = peg$parseNL();
          if (s3 !== peg$FAILED) {
            s4 = [];
            s5 = peg$parseNLS();
            while (s5 !== peg$FAILED) {
              s4.push(s5);
              s5 = peg$parseNLS();
            }
            peg$savedPos = s0;
            s0 = peg$f23();
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parsemlb_quotes() {
        let s0, s1, s2, s3;
        s0 = peg$currPos;
        if (input.substr(peg$currPos, 2) === peg$c13) {
          s1 = peg$c13;
          peg$currPos += 2;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e17);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = peg$currPos;
          peg$silentFails++;
          if (input.charCodeAt(peg$currPos) === 34) {
            s3 = peg$c8;
            peg$currPos++;
          } else {
            s3 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e10);
            }
          }
          peg$silentFails--;
          if (s3 === peg$FAILED) {
            s2 = void 0;
          } else {
            peg$currPos = s2;
            s2 = peg$FAILED;
          }
          if (s2 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f24();
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          if (input.charCodeAt(peg$currPos) === 34) {
            s1 = peg$c8;
            peg$currPos++;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e10);
            }
          }
          if (s1 !== peg$FAILED) {
            s2 = peg$currPos;
            peg$silentFails++;
            if (input.charCodeAt(peg$currPos) === 34) {
              s3 = peg$c8;
              peg$currPos++;
            } else {
              s3 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e10);
              }
            }
            peg$silentFails--;
            if (s3 === peg$FAILED) {
              s2 = void 0;
            } else {
              peg$currPos = s2;
              s2 = peg$FAILED;
            }
            if (s2 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f25();
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        }
        return s0;
      }
      function peg$parsemlb_trailing() {
        let s0, s1, s2, s3;
        s0 = peg$currPos;
        if (input.substr(peg$currPos, 2) === peg$c13) {
          s1 = peg$c13;
          peg$currPos += 2;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e17);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = peg$currPos;
          peg$silentFails++;
          if (input.substr(peg$currPos, 3) === peg$c7) {
            s3 = peg$c7;
            peg$currPos += 3;
          } else {
            s3 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e9);
            }
          }
          peg$silentFails--;
          if (s3 !== peg$FAILED) {
            peg$currPos = s2;
            s2 = void 0;
          } else {
            s2 = peg$FAILED;
          }
          if (s2 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f26();
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          if (input.charCodeAt(peg$currPos) === 34) {
            s1 = peg$c8;
            peg$currPos++;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e10);
            }
          }
          if (s1 !== peg$FAILED) {
            s2 = peg$currPos;
            peg$silentFails++;
            if (input.substr(peg$currPos, 3) === peg$c7) {
              s3 = peg$c7;
              peg$currPos += 3;
            } else {
              s3 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e9);
              }
            }
            peg$silentFails--;
            if (s3 !== peg$FAILED) {
              peg$currPos = s2;
              s2 = void 0;
            } else {
              s2 = peg$FAILED;
            }
            if (s2 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f27();
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        }
        return s0;
      }
      function peg$parsemll_body() {
        let s0, s1, s2, s3, s4, s5, s6;
        s0 = peg$currPos;
        s1 = [];
        s2 = peg$parsemll_content();
        while (s2 !== peg$FAILED) {
          s1.push(s2);
          s2 = peg$parsemll_content();
        }
        s2 = [];
        s3 = peg$currPos;
        s4 = peg$parsemll_quotes();
        if (s4 !== peg$FAILED) {
          s5 = [];
          s6 = peg$parsemll_content();
          if (s6 !== peg$FAILED) {
            while (s6 !== peg$FAILED) {
              s5.push(s6);
              s6 = peg$parsemll_content();
            }
          } else {
            s5 = peg$FAILED;
          }
          if (s5 !== peg$FAILED) {
            s4 = [s4, s5];
            s3 = s4;
          } else {
            peg$currPos = s3;
            s3 = peg$FAILED;
          }
        } else {
          peg$currPos = s3;
          s3 = peg$FAILED;
        }
        while (s3 !== peg$FAILED) {
          s2.push(s3);
          s3 = peg$currPos;
          s4 = peg$parsemll_quotes();
          if (s4 !== peg$FAILED) {
            s5 = [];
            s6 = peg$parsemll_content();
            if (s6 !== peg$FAILED) {
              while (s6 !== peg$FAILED) {
                s5.push(s6);
                s6 = peg$parsemll_content();
              }
            } else {
              s5 = peg$FAILED;
            }
            if (s5 !== peg$FAILED) {
              s4 = [s4, s5];
              s3 = s4;
            } else {
              peg$currPos = s3;
              s3 = peg$FAILED;
            }
          } else {
            peg$currPos = s3;
            s3 = peg$FAILED;
          }
        }
        s3 = peg$parsemll_trailing();
        if (s3 === peg$FAILED) {
          s3 = null;
        }
        peg$savedPos = s0;
        s0 = peg$f28(s1, s2, s3);
        return s0;
      }
      function peg$parsemll_content() {
        let s0, s1, s2;
        s0 = peg$currPos;
        if (input.substr(peg$currPos, 2) === peg$c12) {
          s1 = peg$c12;
          peg$currPos += 2;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e15);
          }
        }
        if (s1 !== peg$FAILED) {
          peg$savedPos = s0;
          s1 = peg$f29();
        }
        s0 = s1;
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          s1 = [];
          s2 = input.charAt(peg$currPos);
          if (peg$r3.test(s2)) {
            peg$currPos++;
          } else {
            s2 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e18);
            }
          }
          if (s2 !== peg$FAILED) {
            while (s2 !== peg$FAILED) {
              s1.push(s2);
              s2 = input.charAt(peg$currPos);
              if (peg$r3.test(s2)) {
                peg$currPos++;
              } else {
                s2 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e18);
                }
              }
            }
          } else {
            s1 = peg$FAILED;
          }
          if (s1 !== peg$FAILED) {
            s0 = input.substring(s0, peg$currPos);
          } else {
            s0 = s1;
          }
        }
        return s0;
      }
      function peg$parsemll_quotes() {
        let s0, s1, s2, s3;
        s0 = peg$currPos;
        if (input.substr(peg$currPos, 2) === peg$c14) {
          s1 = peg$c14;
          peg$currPos += 2;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e19);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = peg$currPos;
          peg$silentFails++;
          if (input.charCodeAt(peg$currPos) === 39) {
            s3 = peg$c10;
            peg$currPos++;
          } else {
            s3 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e12);
            }
          }
          peg$silentFails--;
          if (s3 === peg$FAILED) {
            s2 = void 0;
          } else {
            peg$currPos = s2;
            s2 = peg$FAILED;
          }
          if (s2 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f30();
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          if (input.charCodeAt(peg$currPos) === 39) {
            s1 = peg$c10;
            peg$currPos++;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e12);
            }
          }
          if (s1 !== peg$FAILED) {
            s2 = peg$currPos;
            peg$silentFails++;
            if (input.charCodeAt(peg$currPos) === 39) {
              s3 = peg$c10;
              peg$currPos++;
            } else {
              s3 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e12);
              }
            }
            peg$silentFails--;
            if (s3 === peg$FAILED) {
              s2 = void 0;
            } else {
              peg$currPos = s2;
              s2 = peg$FAILED;
            }
            if (s2 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f31();
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        }
        return s0;
      }
      function peg$parsemll_trailing() {
        let s0, s1, s2, s3;
        s0 = peg$currPos;
        if (input.substr(peg$currPos, 2) === peg$c14) {
          s1 = peg$c14;
          peg$currPos += 2;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e19);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = peg$currPos;
          peg$silentFails++;
          if (input.substr(peg$currPos, 3) === peg$c9) {
            s3 = peg$c9;
            peg$currPos += 3;
          } else {
            s3 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e11);
            }
          }
          peg$silentFails--;
          if (s3 !== peg$FAILED) {
            peg$currPos = s2;
            s2 = void 0;
          } else {
            s2 = peg$FAILED;
          }
          if (s2 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f32();
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          if (input.charCodeAt(peg$currPos) === 39) {
            s1 = peg$c10;
            peg$currPos++;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e12);
            }
          }
          if (s1 !== peg$FAILED) {
            s2 = peg$currPos;
            peg$silentFails++;
            if (input.substr(peg$currPos, 3) === peg$c9) {
              s3 = peg$c9;
              peg$currPos += 3;
            } else {
              s3 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e11);
              }
            }
            peg$silentFails--;
            if (s3 !== peg$FAILED) {
              peg$currPos = s2;
              s2 = void 0;
            } else {
              s2 = peg$FAILED;
            }
            if (s2 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f33();
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        }
        return s0;
      }
      function peg$parsestring_char() {
        let s0, s1, s2;
        s0 = peg$parseESCAPED();
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          if (input.charCodeAt(peg$currPos) === 92) {
            s1 = peg$c11;
            peg$currPos++;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e13);
            }
          }
          if (s1 !== peg$FAILED) {
            if (input.length > peg$currPos) {
              s2 = input.charAt(peg$currPos);
              peg$currPos++;
            } else {
              s2 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e14);
              }
            }
            if (s2 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f34();
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
          if (s0 === peg$FAILED) {
            s0 = peg$currPos;
            s1 = [];
            s2 = input.charAt(peg$currPos);
            if (peg$r4.test(s2)) {
              peg$currPos++;
            } else {
              s2 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e20);
              }
            }
            if (s2 !== peg$FAILED) {
              while (s2 !== peg$FAILED) {
                s1.push(s2);
                s2 = input.charAt(peg$currPos);
                if (peg$r4.test(s2)) {
                  peg$currPos++;
                } else {
                  s2 = peg$FAILED;
                  if (peg$silentFails === 0) {
                    peg$fail(peg$e20);
                  }
                }
              }
            } else {
              s1 = peg$FAILED;
            }
            if (s1 !== peg$FAILED) {
              s0 = input.substring(s0, peg$currPos);
            } else {
              s0 = s1;
            }
          }
        }
        return s0;
      }
      function peg$parseliteral_char() {
        let s0, s1, s2;
        s0 = peg$currPos;
        s1 = [];
        s2 = input.charAt(peg$currPos);
        if (peg$r5.test(s2)) {
          peg$currPos++;
        } else {
          s2 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e21);
          }
        }
        if (s2 !== peg$FAILED) {
          while (s2 !== peg$FAILED) {
            s1.push(s2);
            s2 = input.charAt(peg$currPos);
            if (peg$r5.test(s2)) {
              peg$currPos++;
            } else {
              s2 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e21);
              }
            }
          }
        } else {
          s1 = peg$FAILED;
        }
        if (s1 !== peg$FAILED) {
          s0 = input.substring(s0, peg$currPos);
        } else {
          s0 = s1;
        }
        return s0;
      }
      function peg$parsefloat() {
        let s0, s1, s2, s3;
        s0 = peg$currPos;
        s1 = peg$parsefloat_or_int_text();
        if (s1 !== peg$FAILED) {
          s2 = input.charAt(peg$currPos);
          if (peg$r6.test(s2)) {
            peg$currPos++;
          } else {
            s2 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e22);
            }
          }
          if (s2 !== peg$FAILED) {
            s3 = peg$parsefloat_exp_text();
            if (s3 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f35(s1, s3);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          s1 = peg$parsefloat_text();
          if (s1 !== peg$FAILED) {
            peg$savedPos = s0;
            s1 = peg$f36(s1);
          }
          s0 = s1;
        }
        return s0;
      }
      function peg$parsefloat_text() {
        let s0, s1, s2, s3, s4, s5;
        s0 = peg$currPos;
        s1 = input.charAt(peg$currPos);
        if (peg$r1.test(s1)) {
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e6);
          }
        }
        if (s1 === peg$FAILED) {
          s1 = null;
        }
        s2 = peg$parseFLOAT_DEC_INT();
        if (s2 !== peg$FAILED) {
          if (input.charCodeAt(peg$currPos) === 46) {
            s3 = peg$c3;
            peg$currPos++;
          } else {
            s3 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e4);
            }
          }
          if (s3 !== peg$FAILED) {
            s4 = peg$currPos;
            s5 = peg$parseDEC_DIGIT_SEQ();
            if (s5 !== peg$FAILED) {
              s4 = input.substring(s4, peg$currPos);
            } else {
              s4 = s5;
            }
            if (s4 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f37(s1, s2, s4);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parsefloat_or_int_text() {
        let s0, s1, s2, s3, s4, s5;
        s0 = peg$currPos;
        s1 = input.charAt(peg$currPos);
        if (peg$r1.test(s1)) {
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e6);
          }
        }
        if (s1 === peg$FAILED) {
          s1 = null;
        }
        s2 = peg$parseFLOAT_DEC_INT();
        if (s2 !== peg$FAILED) {
          if (input.charCodeAt(peg$currPos) === 46) {
            s3 = peg$c3;
            peg$currPos++;
          } else {
            s3 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e4);
            }
          }
          if (s3 !== peg$FAILED) {
            s4 = peg$currPos;
            s5 = peg$parseDEC_DIGIT_SEQ();
            if (s5 !== peg$FAILED) {
              s4 = input.substring(s4, peg$currPos);
            } else {
              s4 = s5;
            }
            if (s4 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f38(s1, s2, s4);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          s1 = input.charAt(peg$currPos);
          if (peg$r1.test(s1)) {
            peg$currPos++;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e6);
            }
          }
          if (s1 === peg$FAILED) {
            s1 = null;
          }
          s2 = peg$parseFLOAT_DEC_INT();
          if (s2 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f39(s1, s2);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        }
        return s0;
      }
      function peg$parseFLOAT_DEC_INT() {
        let s0, s1;
        s0 = peg$currPos;
        if (input.charCodeAt(peg$currPos) === 48) {
          s1 = peg$c15;
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e23);
          }
        }
        if (s1 !== peg$FAILED) {
          peg$savedPos = s0;
          s1 = peg$f40();
        }
        s0 = s1;
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          s1 = peg$parseDEC_INT_NOZERO_SEQ();
          if (s1 !== peg$FAILED) {
            s0 = input.substring(s0, peg$currPos);
          } else {
            s0 = s1;
          }
        }
        return s0;
      }
      function peg$parsefloat_exp_text() {
        let s0, s1, s2, s3;
        s0 = peg$currPos;
        s1 = input.charAt(peg$currPos);
        if (peg$r1.test(s1)) {
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e6);
          }
        }
        if (s1 === peg$FAILED) {
          s1 = null;
        }
        s2 = peg$currPos;
        s3 = peg$parseDEC_DIGIT_SEQ();
        if (s3 !== peg$FAILED) {
          s2 = input.substring(s2, peg$currPos);
        } else {
          s2 = s3;
        }
        if (s2 !== peg$FAILED) {
          peg$savedPos = s0;
          s0 = peg$f41(s1, s2);
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parseinteger() {
        let s0, s1, s2, s3;
        s0 = peg$currPos;
        if (input.substr(peg$currPos, 2) === peg$c16) {
          s1 = peg$c16;
          peg$currPos += 2;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e24);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = peg$currPos;
          s3 = peg$parseHEX_DIGIT_SEQ();
          if (s3 !== peg$FAILED) {
            s2 = input.substring(s2, peg$currPos);
          } else {
            s2 = s3;
          }
          if (s2 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f42(s2);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          if (input.substr(peg$currPos, 2) === peg$c17) {
            s1 = peg$c17;
            peg$currPos += 2;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e25);
            }
          }
          if (s1 !== peg$FAILED) {
            s2 = peg$currPos;
            s3 = peg$parseOCT_DIGIT_SEQ();
            if (s3 !== peg$FAILED) {
              s2 = input.substring(s2, peg$currPos);
            } else {
              s2 = s3;
            }
            if (s2 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f43(s2);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
          if (s0 === peg$FAILED) {
            s0 = peg$currPos;
            if (input.substr(peg$currPos, 2) === peg$c18) {
              s1 = peg$c18;
              peg$currPos += 2;
            } else {
              s1 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e26);
              }
            }
            if (s1 !== peg$FAILED) {
              s2 = peg$currPos;
              s3 = peg$parseBIN_DIGIT_SEQ();
              if (s3 !== peg$FAILED) {
                s2 = input.substring(s2, peg$currPos);
              } else {
                s2 = s3;
              }
              if (s2 !== peg$FAILED) {
                peg$savedPos = s0;
                s0 = peg$f44(s2);
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
            if (s0 === peg$FAILED) {
              s0 = peg$currPos;
              s1 = peg$parsedec_integer_text();
              if (s1 !== peg$FAILED) {
                peg$savedPos = s0;
                s1 = peg$f45(s1);
              }
              s0 = s1;
            }
          }
        }
        return s0;
      }
      function peg$parsedec_integer_text() {
        let s0, s1, s2, s3, s4, s5;
        s0 = peg$currPos;
        s1 = input.charAt(peg$currPos);
        if (peg$r1.test(s1)) {
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e6);
          }
        }
        if (s1 === peg$FAILED) {
          s1 = null;
        }
        if (input.charCodeAt(peg$currPos) === 48) {
          s2 = peg$c15;
          peg$currPos++;
        } else {
          s2 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e23);
          }
        }
        if (s2 !== peg$FAILED) {
          s3 = peg$currPos;
          peg$silentFails++;
          s4 = input.charAt(peg$currPos);
          if (peg$r7.test(s4)) {
            peg$currPos++;
          } else {
            s4 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e27);
            }
          }
          peg$silentFails--;
          if (s4 === peg$FAILED) {
            s3 = void 0;
          } else {
            peg$currPos = s3;
            s3 = peg$FAILED;
          }
          if (s3 !== peg$FAILED) {
            s4 = peg$currPos;
            peg$silentFails++;
            if (input.charCodeAt(peg$currPos) === 46) {
              s5 = peg$c3;
              peg$currPos++;
            } else {
              s5 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e4);
              }
            }
            peg$silentFails--;
            if (s5 === peg$FAILED) {
              s4 = void 0;
            } else {
              peg$currPos = s4;
              s4 = peg$FAILED;
            }
            if (s4 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f46(s1);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          s1 = input.charAt(peg$currPos);
          if (peg$r1.test(s1)) {
            peg$currPos++;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e6);
            }
          }
          if (s1 === peg$FAILED) {
            s1 = null;
          }
          s2 = peg$currPos;
          s3 = peg$parseDEC_INT_NOZERO_SEQ();
          if (s3 !== peg$FAILED) {
            s2 = input.substring(s2, peg$currPos);
          } else {
            s2 = s3;
          }
          if (s2 !== peg$FAILED) {
            s3 = peg$currPos;
            peg$silentFails++;
            if (input.charCodeAt(peg$currPos) === 46) {
              s4 = peg$c3;
              peg$currPos++;
            } else {
              s4 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e4);
              }
            }
            peg$silentFails--;
            if (s4 === peg$FAILED) {
              s3 = void 0;
            } else {
              peg$currPos = s3;
              s3 = peg$FAILED;
            }
            if (s3 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f47(s1, s2);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        }
        return s0;
      }
      function peg$parseDEC_INT_NOZERO_SEQ() {
        let s0, s1, s2, s3, s4, s5;
        s0 = peg$currPos;
        s1 = input.charAt(peg$currPos);
        if (peg$r8.test(s1)) {
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e28);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = [];
          s3 = peg$currPos;
          s4 = input.charAt(peg$currPos);
          if (peg$r9.test(s4)) {
            peg$currPos++;
          } else {
            s4 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e29);
            }
          }
          if (s4 === peg$FAILED) {
            s4 = null;
          }
          s5 = input.charAt(peg$currPos);
          if (peg$r10.test(s5)) {
            peg$currPos++;
          } else {
            s5 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e30);
            }
          }
          if (s5 !== peg$FAILED) {
            s4 = [s4, s5];
            s3 = s4;
          } else {
            peg$currPos = s3;
            s3 = peg$FAILED;
          }
          while (s3 !== peg$FAILED) {
            s2.push(s3);
            s3 = peg$currPos;
            s4 = input.charAt(peg$currPos);
            if (peg$r9.test(s4)) {
              peg$currPos++;
            } else {
              s4 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e29);
              }
            }
            if (s4 === peg$FAILED) {
              s4 = null;
            }
            s5 = input.charAt(peg$currPos);
            if (peg$r10.test(s5)) {
              peg$currPos++;
            } else {
              s5 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e30);
              }
            }
            if (s5 !== peg$FAILED) {
              s4 = [s4, s5];
              s3 = s4;
            } else {
              peg$currPos = s3;
              s3 = peg$FAILED;
            }
          }
          s1 = [s1, s2];
          s0 = s1;
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parseDEC_DIGIT_SEQ() {
        let s0, s1, s2, s3, s4, s5;
        s0 = peg$currPos;
        s1 = input.charAt(peg$currPos);
        if (peg$r10.test(s1)) {
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e30);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = [];
          s3 = peg$currPos;
          s4 = input.charAt(peg$currPos);
          if (peg$r9.test(s4)) {
            peg$currPos++;
          } else {
            s4 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e29);
            }
          }
          if (s4 === peg$FAILED) {
            s4 = null;
          }
          s5 = input.charAt(peg$currPos);
          if (peg$r10.test(s5)) {
            peg$currPos++;
          } else {
            s5 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e30);
            }
          }
          if (s5 !== peg$FAILED) {
            s4 = [s4, s5];
            s3 = s4;
          } else {
            peg$currPos = s3;
            s3 = peg$FAILED;
          }
          while (s3 !== peg$FAILED) {
            s2.push(s3);
            s3 = peg$currPos;
            s4 = input.charAt(peg$currPos);
            if (peg$r9.test(s4)) {
              peg$currPos++;
            } else {
              s4 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e29);
              }
            }
            if (s4 === peg$FAILED) {
              s4 = null;
            }
            s5 = input.charAt(peg$currPos);
            if (peg$r10.test(s5)) {
              peg$currPos++;
            } else {
              s5 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e30);
              }
            }
            if (s5 !== peg$FAILED) {
              s4 = [s4, s5];
              s3 = s4;
            } else {
              peg$currPos = s3;
              s3 = peg$FAILED;
            }
          }
          s1 = [s1, s2];
          s0 = s1;
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parseHEX_DIGIT_SEQ() {
        let s0, s1, s2, s3, s4, s5;
        s0 = peg$currPos;
        s1 = input.charAt(peg$currPos);
        if (peg$r11.test(s1)) {
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e31);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = [];
          s3 = peg$currPos;
          s4 = input.charAt(peg$currPos);
          if (peg$r9.test(s4)) {
            peg$currPos++;
          } else {
            s4 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e29);
            }
          }
          if (s4 === peg$FAILED) {
            s4 = null;
          }
          s5 = input.charAt(peg$currPos);
          if (peg$r11.test(s5)) {
            peg$currPos++;
          } else {
            s5 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e31);
            }
          }
          if (s5 !== peg$FAILED) {
            s4 = [s4, s5];
            s3 = s4;
          } else {
            peg$currPos = s3;
            s3 = peg$FAILED;
          }
          while (s3 !== peg$FAILED) {
            s2.push(s3);
            s3 = peg$currPos;
            s4 = input.charAt(peg$currPos);
            if (peg$r9.test(s4)) {
              peg$currPos++;
            } else {
              s4 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e29);
              }
            }
            if (s4 === peg$FAILED) {
              s4 = null;
            }
            s5 = input.charAt(peg$currPos);
            if (peg$r11.test(s5)) {
              peg$currPos++;
            } else {
              s5 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e31);
              }
            }
            if (s5 !== peg$FAILED) {
              s4 = [s4, s5];
              s3 = s4;
            } else {
              peg$currPos = s3;
              s3 = peg$FAILED;
            }
          }
          s1 = [s1, s2];
          s0 = s1;
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parseOCT_DIGIT_SEQ() {
        let s0, s1, s2, s3, s4, s5;
        s0 = peg$currPos;
        s1 = input.charAt(peg$currPos);
        if (peg$r12.test(s1)) {
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e32);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = [];
          s3 = peg$currPos;
          s4 = input.charAt(peg$currPos);
          if (peg$r9.test(s4)) {
            peg$currPos++;
          } else {
            s4 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e29);
            }
          }
          if (s4 === peg$FAILED) {
            s4 = null;
          }
          s5 = input.charAt(peg$currPos);
          if (peg$r12.test(s5)) {
            peg$currPos++;
          } else {
            s5 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e32);
            }
          }
          if (s5 !== peg$FAILED) {
            s4 = [s4, s5];
            s3 = s4;
          } else {
            peg$currPos = s3;
            s3 = peg$FAILED;
          }
          while (s3 !== peg$FAILED) {
            s2.push(s3);
            s3 = peg$currPos;
            s4 = input.charAt(peg$currPos);
            if (peg$r9.test(s4)) {
              peg$currPos++;
            } else {
              s4 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e29);
              }
            }
            if (s4 === peg$FAILED) {
              s4 = null;
            }
            s5 = input.charAt(peg$currPos);
            if (peg$r12.test(s5)) {
              peg$currPos++;
            } else {
              s5 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e32);
              }
            }
            if (s5 !== peg$FAILED) {
              s4 = [s4, s5];
              s3 = s4;
            } else {
              peg$currPos = s3;
              s3 = peg$FAILED;
            }
          }
          s1 = [s1, s2];
          s0 = s1;
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parseBIN_DIGIT_SEQ() {
        let s0, s1, s2, s3, s4, s5;
        s0 = peg$currPos;
        s1 = input.charAt(peg$currPos);
        if (peg$r13.test(s1)) {
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e33);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = [];
          s3 = peg$currPos;
          s4 = input.charAt(peg$currPos);
          if (peg$r9.test(s4)) {
            peg$currPos++;
          } else {
            s4 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e29);
            }
          }
          if (s4 === peg$FAILED) {
            s4 = null;
          }
          s5 = input.charAt(peg$currPos);
          if (peg$r13.test(s5)) {
            peg$currPos++;
          } else {
            s5 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e33);
            }
          }
          if (s5 !== peg$FAILED) {
            s4 = [s4, s5];
            s3 = s4;
          } else {
            peg$currPos = s3;
            s3 = peg$FAILED;
          }
          while (s3 !== peg$FAILED) {
            s2.push(s3);
            s3 = peg$currPos;
            s4 = input.charAt(peg$currPos);
            if (peg$r9.test(s4)) {
              peg$currPos++;
            } else {
              s4 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e29);
              }
            }
            if (s4 === peg$FAILED) {
              s4 = null;
            }
            s5 = input.charAt(peg$currPos);
            if (peg$r13.test(s5)) {
              peg$currPos++;
            } else {
              s5 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e33);
              }
            }
            if (s5 !== peg$FAILED) {
              s4 = [s4, s5];
              s3 = s4;
            } else {
              peg$currPos = s3;
              s3 = peg$FAILED;
            }
          }
          s1 = [s1, s2];
          s0 = s1;
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parseboolean() {
        let s0, s1;
        s0 = peg$currPos;
        if (input.substr(peg$currPos, 4) === peg$c19) {
          s1 = peg$c19;
          peg$currPos += 4;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e34);
          }
        }
        if (s1 !== peg$FAILED) {
          peg$savedPos = s0;
          s1 = peg$f48();
        }
        s0 = s1;
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          if (input.substr(peg$currPos, 5) === peg$c20) {
            s1 = peg$c20;
            peg$currPos += 5;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e35);
            }
          }
          if (s1 !== peg$FAILED) {
            peg$savedPos = s0;
            s1 = peg$f49();
          }
          s0 = s1;
        }
        return s0;
      }
      function peg$parsearray() {
        let s0, s1, s2, s3, s4, s5, s6, s7, s8, s9;
        s0 = peg$currPos;
        if (input.charCodeAt(peg$currPos) === 91) {
          s1 = peg$c1;
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e2);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = [];
          s3 = peg$parsearray_sep();
          while (s3 !== peg$FAILED) {
            s2.push(s3);
            s3 = peg$parsearray_sep();
          }
          if (input.charCodeAt(peg$currPos) === 93) {
            s3 = peg$c2;
            peg$currPos++;
          } else {
            s3 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e3);
            }
          }
          if (s3 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f50();
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          if (input.charCodeAt(peg$currPos) === 91) {
            s1 = peg$c1;
            peg$currPos++;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e2);
            }
          }
          if (s1 !== peg$FAILED) {
            s2 = [];
            s3 = peg$parsearray_sep();
            while (s3 !== peg$FAILED) {
              s2.push(s3);
              s3 = peg$parsearray_sep();
            }
            s3 = peg$parsevalue();
            if (s3 !== peg$FAILED) {
              s4 = [];
              s5 = peg$currPos;
              s6 = [];
              s7 = peg$parsearray_sep();
              while (s7 !== peg$FAILED) {
                s6.push(s7);
                s7 = peg$parsearray_sep();
              }
              if (input.charCodeAt(peg$currPos) === 44) {
                s7 = peg$c21;
                peg$currPos++;
              } else {
                s7 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e36);
                }
              }
              if (s7 !== peg$FAILED) {
                s8 = [];
                s9 = peg$parsearray_sep();
                while (s9 !== peg$FAILED) {
                  s8.push(s9);
                  s9 = peg$parsearray_sep();
                }
                s9 = peg$parsevalue();
                if (s9 !== peg$FAILED) {
                  peg$savedPos = s5;
                  s5 = peg$f51(s3, s9);
                } else {
                  peg$currPos = s5;
                  s5 = peg$FAILED;
                }
              } else {
                peg$currPos = s5;
                s5 = peg$FAILED;
              }
              while (s5 !== peg$FAILED) {
                s4.push(s5);
                s5 = peg$currPos;
                s6 = [];
                s7 = peg$parsearray_sep();
                while (s7 !== peg$FAILED) {
                  s6.push(s7);
                  s7 = peg$parsearray_sep();
                }
                if (input.charCodeAt(peg$currPos) === 44) {
                  s7 = peg$c21;
                  peg$currPos++;
                } else {
                  s7 = peg$FAILED;
                  if (peg$silentFails === 0) {
                    peg$fail(peg$e36);
                  }
                }
                if (s7 !== peg$FAILED) {
                  s8 = [];
                  s9 = peg$parsearray_sep();
                  while (s9 !== peg$FAILED) {
                    s8.push(s9);
                    s9 = peg$parsearray_sep();
                  }
                  s9 = peg$parsevalue();
                  if (s9 !== peg$FAILED) {
                    peg$savedPos = s5;
                    s5 = peg$f51(s3, s9);
                  } else {
                    peg$currPos = s5;
                    s5 = peg$FAILED;
                  }
                } else {
                  peg$currPos = s5;
                  s5 = peg$FAILED;
                }
              }
              s5 = [];
              s6 = peg$parsearray_sep();
              while (s6 !== peg$FAILED) {
                s5.push(s6);
                s6 = peg$parsearray_sep();
              }
              if (input.charCodeAt(peg$currPos) === 44) {
                s6 = peg$c21;
                peg$currPos++;
              } else {
                s6 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e36);
                }
              }
              if (s6 === peg$FAILED) {
                s6 = null;
              }
              s7 = [];
              s8 = peg$parsearray_sep();
              while (s8 !== peg$FAILED) {
                s7.push(s8);
                s8 = peg$parsearray_sep();
              }
              if (input.charCodeAt(peg$currPos) === 93) {
                s8 = peg$c2;
                peg$currPos++;
              } else {
                s8 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e3);
                }
              }
              if (s8 !== peg$FAILED) {
                peg$savedPos = s0;
                s0 = peg$f52(s3, s4);
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        }
        return s0;
      }
      function peg$parsearray_sep() {
        let s0;
        s0 = peg$parseS();
        if (s0 === peg$FAILED) {
          s0 = peg$parseNL();
          if (s0 === peg$FAILED) {
            s0 = peg$parsecomment();
          }
        }
        return s0;
      }
      function peg$parseinline_table() {
        let s0, s1, s2, s3, s4, s5, s6, s7, s8, s9;
        s0 = peg$currPos;
        if (input.charCodeAt(peg$currPos) === 123) {
          s1 = peg$c22;
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e37);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = [];
          s3 = peg$parseinline_sep();
          while (s3 !== peg$FAILED) {
            s2.push(s3);
            s3 = peg$parseinline_sep();
          }
          if (input.charCodeAt(peg$currPos) === 125) {
            s3 = peg$c23;
            peg$currPos++;
          } else {
            s3 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e38);
            }
          }
          if (s3 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f53();
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          if (input.charCodeAt(peg$currPos) === 123) {
            s1 = peg$c22;
            peg$currPos++;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e37);
            }
          }
          if (s1 !== peg$FAILED) {
            s2 = [];
            s3 = peg$parseinline_sep();
            while (s3 !== peg$FAILED) {
              s2.push(s3);
              s3 = peg$parseinline_sep();
            }
            s3 = peg$parseinline_table_entry();
            if (s3 !== peg$FAILED) {
              s4 = [];
              s5 = peg$currPos;
              s6 = [];
              s7 = peg$parseinline_sep();
              while (s7 !== peg$FAILED) {
                s6.push(s7);
                s7 = peg$parseinline_sep();
              }
              if (input.charCodeAt(peg$currPos) === 44) {
                s7 = peg$c21;
                peg$currPos++;
              } else {
                s7 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e36);
                }
              }
              if (s7 !== peg$FAILED) {
                s8 = [];
                s9 = peg$parseinline_sep();
                while (s9 !== peg$FAILED) {
                  s8.push(s9);
                  s9 = peg$parseinline_sep();
                }
                s9 = peg$parseinline_table_entry();
                if (s9 !== peg$FAILED) {
                  peg$savedPos = s5;
                  s5 = peg$f54(s3, s9);
                } else {
                  peg$currPos = s5;
                  s5 = peg$FAILED;
                }
              } else {
                peg$currPos = s5;
                s5 = peg$FAILED;
              }
              while (s5 !== peg$FAILED) {
                s4.push(s5);
                s5 = peg$currPos;
                s6 = [];
                s7 = peg$parseinline_sep();
                while (s7 !== peg$FAILED) {
                  s6.push(s7);
                  s7 = peg$parseinline_sep();
                }
                if (input.charCodeAt(peg$currPos) === 44) {
                  s7 = peg$c21;
                  peg$currPos++;
                } else {
                  s7 = peg$FAILED;
                  if (peg$silentFails === 0) {
                    peg$fail(peg$e36);
                  }
                }
                if (s7 !== peg$FAILED) {
                  s8 = [];
                  s9 = peg$parseinline_sep();
                  while (s9 !== peg$FAILED) {
                    s8.push(s9);
                    s9 = peg$parseinline_sep();
                  }
                  s9 = peg$parseinline_table_entry();
                  if (s9 !== peg$FAILED) {
                    peg$savedPos = s5;
                    s5 = peg$f54(s3, s9);
                  } else {
                    peg$currPos = s5;
                    s5 = peg$FAILED;
                  }
                } else {
                  peg$currPos = s5;
                  s5 = peg$FAILED;
                }
              }
              s5 = [];
              s6 = peg$parseinline_sep();
              while (s6 !== peg$FAILED) {
                s5.push(s6);
                s6 = peg$parseinline_sep();
              }
              if (input.charCodeAt(peg$currPos) === 44) {
                s6 = peg$c21;
                peg$currPos++;
              } else {
                s6 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e36);
                }
              }
              if (s6 === peg$FAILED) {
                s6 = null;
              }
              s7 = [];
              s8 = peg$parseinline_sep();
              while (s8 !== peg$FAILED) {
                s7.push(s8);
                s8 = peg$parseinline_sep();
              }
              if (input.charCodeAt(peg$currPos) === 125) {
                s8 = peg$c23;
                peg$currPos++;
              } else {
                s8 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e38);
                }
              }
              if (s8 !== peg$FAILED) {
                peg$savedPos = s0;
                s0 = peg$f55(s3, s4);
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        }
        return s0;
      }
      function peg$parseinline_table_entry() {
        let s0, s1, s2, s3, s4, s5;
        s0 = peg$currPos;
        s1 = peg$parseinline_key();
        if (s1 !== peg$FAILED) {
          s2 = [];
          s3 = peg$parseS();
          while (s3 !== peg$FAILED) {
            s2.push(s3);
            s3 = peg$parseS();
          }
          if (input.charCodeAt(peg$currPos) === 61) {
            s3 = peg$c4;
            peg$currPos++;
          } else {
            s3 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e5);
            }
          }
          if (s3 !== peg$FAILED) {
            s4 = [];
            s5 = peg$parseS();
            while (s5 !== peg$FAILED) {
              s4.push(s5);
              s5 = peg$parseS();
            }
            s5 = peg$parsevalue();
            if (s5 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f56(s1, s5);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parseinline_sep() {
        let s0;
        s0 = peg$parseS();
        if (s0 === peg$FAILED) {
          s0 = peg$parseNL();
          if (s0 === peg$FAILED) {
            s0 = peg$parsecomment();
          }
        }
        return s0;
      }
      function peg$parseinline_key() {
        let s0, s1, s2, s3;
        s0 = peg$currPos;
        s1 = [];
        s2 = peg$parseinline_dot_key_part();
        if (s2 !== peg$FAILED) {
          while (s2 !== peg$FAILED) {
            s1.push(s2);
            s2 = peg$parseinline_dot_key_part();
          }
        } else {
          s1 = peg$FAILED;
        }
        if (s1 !== peg$FAILED) {
          s2 = [];
          s3 = peg$parseS();
          while (s3 !== peg$FAILED) {
            s2.push(s3);
            s3 = peg$parseS();
          }
          s3 = peg$parsesimple_key();
          if (s3 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f57(s1, s3);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          s1 = peg$parsesimple_key();
          if (s1 !== peg$FAILED) {
            peg$savedPos = s0;
            s1 = peg$f58(s1);
          }
          s0 = s1;
        }
        return s0;
      }
      function peg$parseinline_dot_key_part() {
        let s0, s1, s2, s3, s4;
        s0 = peg$currPos;
        s1 = [];
        s2 = peg$parseS();
        while (s2 !== peg$FAILED) {
          s1.push(s2);
          s2 = peg$parseS();
        }
        s2 = peg$parsesimple_key();
        if (s2 !== peg$FAILED) {
          s3 = [];
          s4 = peg$parseS();
          while (s4 !== peg$FAILED) {
            s3.push(s4);
            s4 = peg$parseS();
          }
          if (input.charCodeAt(peg$currPos) === 46) {
            s4 = peg$c3;
            peg$currPos++;
          } else {
            s4 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e4);
            }
          }
          if (s4 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f59(s2);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parsesimple_key() {
        let s0;
        s0 = peg$parsekey();
        if (s0 === peg$FAILED) {
          s0 = peg$parsequoted_key();
        }
        return s0;
      }
      function peg$parsesecfragment() {
        let s0, s1, s2, s3, s4;
        s0 = peg$currPos;
        s1 = peg$currPos;
        if (input.charCodeAt(peg$currPos) === 46) {
          s2 = peg$c3;
          peg$currPos++;
        } else {
          s2 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e4);
          }
        }
        if (s2 !== peg$FAILED) {
          s3 = [];
          s4 = peg$parseDIGIT();
          if (s4 !== peg$FAILED) {
            while (s4 !== peg$FAILED) {
              s3.push(s4);
              s4 = peg$parseDIGIT();
            }
          } else {
            s3 = peg$FAILED;
          }
          if (s3 !== peg$FAILED) {
            s2 = [s2, s3];
            s1 = s2;
          } else {
            peg$currPos = s1;
            s1 = peg$FAILED;
          }
        } else {
          peg$currPos = s1;
          s1 = peg$FAILED;
        }
        if (s1 !== peg$FAILED) {
          s0 = input.substring(s0, peg$currPos);
        } else {
          s0 = s1;
        }
        return s0;
      }
      function peg$parsedate_part() {
        let s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11;
        s0 = peg$currPos;
        s1 = peg$currPos;
        s2 = peg$parseDIGIT();
        if (s2 !== peg$FAILED) {
          s3 = peg$parseDIGIT();
          if (s3 !== peg$FAILED) {
            s4 = peg$parseDIGIT();
            if (s4 !== peg$FAILED) {
              s5 = peg$parseDIGIT();
              if (s5 !== peg$FAILED) {
                if (input.charCodeAt(peg$currPos) === 45) {
                  s6 = peg$c24;
                  peg$currPos++;
                } else {
                  s6 = peg$FAILED;
                  if (peg$silentFails === 0) {
                    peg$fail(peg$e39);
                  }
                }
                if (s6 !== peg$FAILED) {
                  s7 = peg$parseDIGIT();
                  if (s7 !== peg$FAILED) {
                    s8 = peg$parseDIGIT();
                    if (s8 !== peg$FAILED) {
                      if (input.charCodeAt(peg$currPos) === 45) {
                        s9 = peg$c24;
                        peg$currPos++;
                      } else {
                        s9 = peg$FAILED;
                        if (peg$silentFails === 0) {
                          peg$fail(peg$e39);
                        }
                      }
                      if (s9 !== peg$FAILED) {
                        s10 = peg$parseDIGIT();
                        if (s10 !== peg$FAILED) {
                          s11 = peg$parseDIGIT();
                          if (s11 !== peg$FAILED) {
                            s2 = [s2, s3, s4, s5, s6, s7, s8, s9, s10, s11];
                            s1 = s2;
                          } else {
                            peg$currPos = s1;
                            s1 = peg$FAILED;
                          }
                        } else {
                          peg$currPos = s1;
                          s1 = peg$FAILED;
                        }
                      } else {
                        peg$currPos = s1;
                        s1 = peg$FAILED;
                      }
                    } else {
                      peg$currPos = s1;
                      s1 = peg$FAILED;
                    }
                  } else {
                    peg$currPos = s1;
                    s1 = peg$FAILED;
                  }
                } else {
                  peg$currPos = s1;
                  s1 = peg$FAILED;
                }
              } else {
                peg$currPos = s1;
                s1 = peg$FAILED;
              }
            } else {
              peg$currPos = s1;
              s1 = peg$FAILED;
            }
          } else {
            peg$currPos = s1;
            s1 = peg$FAILED;
          }
        } else {
          peg$currPos = s1;
          s1 = peg$FAILED;
        }
        if (s1 !== peg$FAILED) {
          s0 = input.substring(s0, peg$currPos);
        } else {
          s0 = s1;
        }
        return s0;
      }
      function peg$parsetime_part() {
        let s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10;
        s0 = peg$currPos;
        s1 = peg$currPos;
        s2 = peg$currPos;
        s3 = peg$parseDIGIT();
        if (s3 !== peg$FAILED) {
          s4 = peg$parseDIGIT();
          if (s4 !== peg$FAILED) {
            if (input.charCodeAt(peg$currPos) === 58) {
              s5 = peg$c25;
              peg$currPos++;
            } else {
              s5 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e40);
              }
            }
            if (s5 !== peg$FAILED) {
              s6 = peg$parseDIGIT();
              if (s6 !== peg$FAILED) {
                s7 = peg$parseDIGIT();
                if (s7 !== peg$FAILED) {
                  if (input.charCodeAt(peg$currPos) === 58) {
                    s8 = peg$c25;
                    peg$currPos++;
                  } else {
                    s8 = peg$FAILED;
                    if (peg$silentFails === 0) {
                      peg$fail(peg$e40);
                    }
                  }
                  if (s8 !== peg$FAILED) {
                    s9 = peg$parseDIGIT();
                    if (s9 !== peg$FAILED) {
                      s10 = peg$parseDIGIT();
                      if (s10 !== peg$FAILED) {
                        s3 = [s3, s4, s5, s6, s7, s8, s9, s10];
                        s2 = s3;
                      } else {
                        peg$currPos = s2;
                        s2 = peg$FAILED;
                      }
                    } else {
                      peg$currPos = s2;
                      s2 = peg$FAILED;
                    }
                  } else {
                    peg$currPos = s2;
                    s2 = peg$FAILED;
                  }
                } else {
                  peg$currPos = s2;
                  s2 = peg$FAILED;
                }
              } else {
                peg$currPos = s2;
                s2 = peg$FAILED;
              }
            } else {
              peg$currPos = s2;
              s2 = peg$FAILED;
            }
          } else {
            peg$currPos = s2;
            s2 = peg$FAILED;
          }
        } else {
          peg$currPos = s2;
          s2 = peg$FAILED;
        }
        if (s2 !== peg$FAILED) {
          s1 = input.substring(s1, peg$currPos);
        } else {
          s1 = s2;
        }
        if (s1 !== peg$FAILED) {
          s2 = peg$parsesecfragment();
          if (s2 === peg$FAILED) {
            s2 = null;
          }
          peg$savedPos = s0;
          s0 = peg$f60(s1, s2);
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          s1 = peg$currPos;
          s2 = peg$currPos;
          s3 = peg$parseDIGIT();
          if (s3 !== peg$FAILED) {
            s4 = peg$parseDIGIT();
            if (s4 !== peg$FAILED) {
              if (input.charCodeAt(peg$currPos) === 58) {
                s5 = peg$c25;
                peg$currPos++;
              } else {
                s5 = peg$FAILED;
                if (peg$silentFails === 0) {
                  peg$fail(peg$e40);
                }
              }
              if (s5 !== peg$FAILED) {
                s6 = peg$parseDIGIT();
                if (s6 !== peg$FAILED) {
                  s7 = peg$parseDIGIT();
                  if (s7 !== peg$FAILED) {
                    s3 = [s3, s4, s5, s6, s7];
                    s2 = s3;
                  } else {
                    peg$currPos = s2;
                    s2 = peg$FAILED;
                  }
                } else {
                  peg$currPos = s2;
                  s2 = peg$FAILED;
                }
              } else {
                peg$currPos = s2;
                s2 = peg$FAILED;
              }
            } else {
              peg$currPos = s2;
              s2 = peg$FAILED;
            }
          } else {
            peg$currPos = s2;
            s2 = peg$FAILED;
          }
          if (s2 !== peg$FAILED) {
            s1 = input.substring(s1, peg$currPos);
          } else {
            s1 = s2;
          }
          if (s1 !== peg$FAILED) {
            s2 = peg$currPos;
            peg$silentFails++;
            if (input.charCodeAt(peg$currPos) === 58) {
              s3 = peg$c25;
              peg$currPos++;
            } else {
              s3 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e40);
              }
            }
            peg$silentFails--;
            if (s3 === peg$FAILED) {
              s2 = void 0;
            } else {
              peg$currPos = s2;
              s2 = peg$FAILED;
            }
            if (s2 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f61(s1);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        }
        return s0;
      }
      function peg$parseoffset() {
        let s0, s1, s2, s3, s4, s5, s6, s7;
        s0 = peg$currPos;
        s1 = input.charAt(peg$currPos);
        if (s1.toLowerCase() === peg$c26) {
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e41);
          }
        }
        if (s1 !== peg$FAILED) {
          peg$savedPos = s0;
          s1 = peg$f62();
        }
        s0 = s1;
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          s1 = peg$currPos;
          s2 = input.charAt(peg$currPos);
          if (peg$r1.test(s2)) {
            peg$currPos++;
          } else {
            s2 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e6);
            }
          }
          if (s2 !== peg$FAILED) {
            s3 = peg$parseDIGIT();
            if (s3 !== peg$FAILED) {
              s4 = peg$parseDIGIT();
              if (s4 !== peg$FAILED) {
                if (input.charCodeAt(peg$currPos) === 58) {
                  s5 = peg$c25;
                  peg$currPos++;
                } else {
                  s5 = peg$FAILED;
                  if (peg$silentFails === 0) {
                    peg$fail(peg$e40);
                  }
                }
                if (s5 !== peg$FAILED) {
                  s6 = peg$parseDIGIT();
                  if (s6 !== peg$FAILED) {
                    s7 = peg$parseDIGIT();
                    if (s7 !== peg$FAILED) {
                      s2 = [s2, s3, s4, s5, s6, s7];
                      s1 = s2;
                    } else {
                      peg$currPos = s1;
                      s1 = peg$FAILED;
                    }
                  } else {
                    peg$currPos = s1;
                    s1 = peg$FAILED;
                  }
                } else {
                  peg$currPos = s1;
                  s1 = peg$FAILED;
                }
              } else {
                peg$currPos = s1;
                s1 = peg$FAILED;
              }
            } else {
              peg$currPos = s1;
              s1 = peg$FAILED;
            }
          } else {
            peg$currPos = s1;
            s1 = peg$FAILED;
          }
          if (s1 !== peg$FAILED) {
            s0 = input.substring(s0, peg$currPos);
          } else {
            s0 = s1;
          }
        }
        return s0;
      }
      function peg$parsedatetime() {
        let s0, s1, s2, s3, s4;
        s0 = peg$currPos;
        s1 = peg$parsedate_part();
        if (s1 !== peg$FAILED) {
          s2 = peg$parsedatetime_delim();
          if (s2 !== peg$FAILED) {
            s3 = peg$parsetime_part();
            if (s3 !== peg$FAILED) {
              s4 = peg$parseoffset();
              if (s4 !== peg$FAILED) {
                peg$savedPos = s0;
                s0 = peg$f63(s1, s3, s4);
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          s1 = peg$parsedate_part();
          if (s1 !== peg$FAILED) {
            s2 = peg$parsedatetime_delim();
            if (s2 !== peg$FAILED) {
              s3 = peg$parsetime_part();
              if (s3 !== peg$FAILED) {
                peg$savedPos = s0;
                s0 = peg$f64(s1, s3);
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
          if (s0 === peg$FAILED) {
            s0 = peg$currPos;
            s1 = peg$parsedate_part();
            if (s1 !== peg$FAILED) {
              s2 = peg$currPos;
              peg$silentFails++;
              s3 = peg$parsedatetime_delim();
              peg$silentFails--;
              if (s3 === peg$FAILED) {
                s2 = void 0;
              } else {
                peg$currPos = s2;
                s2 = peg$FAILED;
              }
              if (s2 !== peg$FAILED) {
                peg$savedPos = s0;
                s0 = peg$f65(s1);
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
            if (s0 === peg$FAILED) {
              s0 = peg$currPos;
              s1 = peg$parsetime_part();
              if (s1 !== peg$FAILED) {
                peg$savedPos = s0;
                s1 = peg$f66(s1);
              }
              s0 = s1;
            }
          }
        }
        return s0;
      }
      function peg$parsedatetime_delim() {
        let s0, s1, s2, s3;
        s0 = input.charAt(peg$currPos);
        if (s0.toLowerCase() === peg$c27) {
          peg$currPos++;
        } else {
          s0 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e42);
          }
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          if (input.charCodeAt(peg$currPos) === 32) {
            s1 = peg$c28;
            peg$currPos++;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e43);
            }
          }
          if (s1 !== peg$FAILED) {
            s2 = peg$currPos;
            peg$silentFails++;
            s3 = peg$parseDIGIT();
            peg$silentFails--;
            if (s3 !== peg$FAILED) {
              peg$currPos = s2;
              s2 = void 0;
            } else {
              s2 = peg$FAILED;
            }
            if (s2 !== peg$FAILED) {
              s1 = [s1, s2];
              s0 = s1;
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        }
        return s0;
      }
      function peg$parseS() {
        let s0;
        s0 = input.charAt(peg$currPos);
        if (peg$r14.test(s0)) {
          peg$currPos++;
        } else {
          s0 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e44);
          }
        }
        return s0;
      }
      function peg$parseNL() {
        let s0, s1, s2;
        if (input.charCodeAt(peg$currPos) === 10) {
          s0 = peg$c29;
          peg$currPos++;
        } else {
          s0 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e45);
          }
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          if (input.charCodeAt(peg$currPos) === 13) {
            s1 = peg$c30;
            peg$currPos++;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e46);
            }
          }
          if (s1 !== peg$FAILED) {
            if (input.charCodeAt(peg$currPos) === 10) {
              s2 = peg$c29;
              peg$currPos++;
            } else {
              s2 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e45);
              }
            }
            if (s2 !== peg$FAILED) {
              s1 = [s1, s2];
              s0 = s1;
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        }
        return s0;
      }
      function peg$parseNLS() {
        let s0;
        s0 = peg$parseNL();
        if (s0 === peg$FAILED) {
          s0 = peg$parseS();
        }
        return s0;
      }
      function peg$parseEOF() {
        let s0, s1;
        s0 = peg$currPos;
        peg$silentFails++;
        if (input.length > peg$currPos) {
          s1 = input.charAt(peg$currPos);
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e14);
          }
        }
        peg$silentFails--;
        if (s1 === peg$FAILED) {
          s0 = void 0;
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        return s0;
      }
      function peg$parseBOM() {
        let s0;
        if (input.charCodeAt(peg$currPos) === 65279) {
          s0 = peg$c31;
          peg$currPos++;
        } else {
          s0 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e47);
          }
        }
        return s0;
      }
      function peg$parseDIGIT() {
        let s0;
        s0 = input.charAt(peg$currPos);
        if (peg$r10.test(s0)) {
          peg$currPos++;
        } else {
          s0 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e30);
          }
        }
        return s0;
      }
      function peg$parseHEX() {
        let s0;
        s0 = input.charAt(peg$currPos);
        if (peg$r11.test(s0)) {
          peg$currPos++;
        } else {
          s0 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e31);
          }
        }
        return s0;
      }
      function peg$parseASCII_BASIC() {
        let s0;
        s0 = input.charAt(peg$currPos);
        if (peg$r15.test(s0)) {
          peg$currPos++;
        } else {
          s0 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e48);
          }
        }
        return s0;
      }
      function peg$parseESCAPED() {
        let s0, s1, s2;
        s0 = peg$currPos;
        if (input.charCodeAt(peg$currPos) === 92) {
          s1 = peg$c11;
          peg$currPos++;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e13);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = input.charAt(peg$currPos);
          if (peg$r16.test(s2)) {
            peg$currPos++;
          } else {
            s2 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e49);
            }
          }
          if (s2 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f67(s2);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$parseESCAPED_UNICODE();
        }
        return s0;
      }
      function peg$parseESCAPED_UNICODE() {
        let s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11;
        s0 = peg$currPos;
        if (input.substr(peg$currPos, 2) === peg$c32) {
          s1 = peg$c32;
          peg$currPos += 2;
        } else {
          s1 = peg$FAILED;
          if (peg$silentFails === 0) {
            peg$fail(peg$e50);
          }
        }
        if (s1 !== peg$FAILED) {
          s2 = peg$currPos;
          s3 = peg$currPos;
          s4 = peg$parseHEX();
          if (s4 !== peg$FAILED) {
            s5 = peg$parseHEX();
            if (s5 !== peg$FAILED) {
              s6 = peg$parseHEX();
              if (s6 !== peg$FAILED) {
                s7 = peg$parseHEX();
                if (s7 !== peg$FAILED) {
                  s8 = peg$parseHEX();
                  if (s8 !== peg$FAILED) {
                    s9 = peg$parseHEX();
                    if (s9 !== peg$FAILED) {
                      s10 = peg$parseHEX();
                      if (s10 !== peg$FAILED) {
                        s11 = peg$parseHEX();
                        if (s11 !== peg$FAILED) {
                          s4 = [s4, s5, s6, s7, s8, s9, s10, s11];
                          s3 = s4;
                        } else {
                          peg$currPos = s3;
                          s3 = peg$FAILED;
                        }
                      } else {
                        peg$currPos = s3;
                        s3 = peg$FAILED;
                      }
                    } else {
                      peg$currPos = s3;
                      s3 = peg$FAILED;
                    }
                  } else {
                    peg$currPos = s3;
                    s3 = peg$FAILED;
                  }
                } else {
                  peg$currPos = s3;
                  s3 = peg$FAILED;
                }
              } else {
                peg$currPos = s3;
                s3 = peg$FAILED;
              }
            } else {
              peg$currPos = s3;
              s3 = peg$FAILED;
            }
          } else {
            peg$currPos = s3;
            s3 = peg$FAILED;
          }
          if (s3 !== peg$FAILED) {
            s2 = input.substring(s2, peg$currPos);
          } else {
            s2 = s3;
          }
          if (s2 !== peg$FAILED) {
            peg$savedPos = s0;
            s0 = peg$f68(s2);
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
        } else {
          peg$currPos = s0;
          s0 = peg$FAILED;
        }
        if (s0 === peg$FAILED) {
          s0 = peg$currPos;
          if (input.substr(peg$currPos, 2) === peg$c33) {
            s1 = peg$c33;
            peg$currPos += 2;
          } else {
            s1 = peg$FAILED;
            if (peg$silentFails === 0) {
              peg$fail(peg$e51);
            }
          }
          if (s1 !== peg$FAILED) {
            s2 = peg$currPos;
            s3 = peg$currPos;
            s4 = peg$parseHEX();
            if (s4 !== peg$FAILED) {
              s5 = peg$parseHEX();
              if (s5 !== peg$FAILED) {
                s6 = peg$parseHEX();
                if (s6 !== peg$FAILED) {
                  s7 = peg$parseHEX();
                  if (s7 !== peg$FAILED) {
                    s4 = [s4, s5, s6, s7];
                    s3 = s4;
                  } else {
                    peg$currPos = s3;
                    s3 = peg$FAILED;
                  }
                } else {
                  peg$currPos = s3;
                  s3 = peg$FAILED;
                }
              } else {
                peg$currPos = s3;
                s3 = peg$FAILED;
              }
            } else {
              peg$currPos = s3;
              s3 = peg$FAILED;
            }
            if (s3 !== peg$FAILED) {
              s2 = input.substring(s2, peg$currPos);
            } else {
              s2 = s3;
            }
            if (s2 !== peg$FAILED) {
              peg$savedPos = s0;
              s0 = peg$f69(s2);
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          } else {
            peg$currPos = s0;
            s0 = peg$FAILED;
          }
          if (s0 === peg$FAILED) {
            s0 = peg$currPos;
            if (input.substr(peg$currPos, 2) === peg$c34) {
              s1 = peg$c34;
              peg$currPos += 2;
            } else {
              s1 = peg$FAILED;
              if (peg$silentFails === 0) {
                peg$fail(peg$e52);
              }
            }
            if (s1 !== peg$FAILED) {
              s2 = peg$currPos;
              s3 = peg$currPos;
              s4 = peg$parseHEX();
              if (s4 !== peg$FAILED) {
                s5 = peg$parseHEX();
                if (s5 !== peg$FAILED) {
                  s4 = [s4, s5];
                  s3 = s4;
                } else {
                  peg$currPos = s3;
                  s3 = peg$FAILED;
                }
              } else {
                peg$currPos = s3;
                s3 = peg$FAILED;
              }
              if (s3 !== peg$FAILED) {
                s2 = input.substring(s2, peg$currPos);
              } else {
                s2 = s3;
              }
              if (s2 !== peg$FAILED) {
                peg$savedPos = s0;
                s0 = peg$f70(s2);
              } else {
                peg$currPos = s0;
                s0 = peg$FAILED;
              }
            } else {
              peg$currPos = s0;
              s0 = peg$FAILED;
            }
          }
        }
        return s0;
      }
      var nodes = [];
      var inputText = input;
      var depth = 0;
      var MAX_DEPTH = options && options.maxDepth != null ? options.maxDepth : 500;
      function resolveLineCol(off) {
        var line = 1, col = 1;
        for (var i = 0; i < off; i++) {
          if (inputText.charCodeAt(i) === 10) {
            line++;
            col = 1;
          } else {
            col++;
          }
        }
        return { line, column: col };
      }
      function genError(err, off) {
        var pos = resolveLineCol(off);
        var ex = new Error(err);
        ex.line = pos.line;
        ex.column = pos.column;
        throw ex;
      }
      function addNode(node3) {
        nodes.push(node3);
      }
      function node2(type, value, off, key) {
        var obj = { type, value, offset: off };
        if (key) obj.key = key;
        return obj;
      }
      function validateDate(dateStr, off) {
        var year = dateStr.charCodeAt(0) * 1e3 + dateStr.charCodeAt(1) * 100 + dateStr.charCodeAt(2) * 10 + dateStr.charCodeAt(3) - 53328;
        var month = (dateStr.charCodeAt(5) - 48) * 10 + dateStr.charCodeAt(6) - 48;
        var day = (dateStr.charCodeAt(8) - 48) * 10 + dateStr.charCodeAt(9) - 48;
        if (month < 1 || month > 12) {
          genError("Invalid date: month " + month + " out of range.", off);
        }
        var maxDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        if (year % 4 === 0 && year % 100 !== 0 || year % 400 === 0) {
          maxDays[1] = 29;
        }
        if (day < 1 || day > maxDays[month - 1]) {
          genError("Invalid date: day " + day + " out of range for month " + month + ".", off);
        }
      }
      function validateTime(timeStr, off) {
        var hour = (timeStr.charCodeAt(0) - 48) * 10 + timeStr.charCodeAt(1) - 48;
        var minute = (timeStr.charCodeAt(3) - 48) * 10 + timeStr.charCodeAt(4) - 48;
        var second = (timeStr.charCodeAt(6) - 48) * 10 + timeStr.charCodeAt(7) - 48;
        if (hour > 23) {
          genError("Invalid time: hour " + hour + " out of range.", off);
        }
        if (minute > 59) {
          genError("Invalid time: minute " + minute + " out of range.", off);
        }
        if (second > 59) {
          genError("Invalid time: second " + second + " out of range.", off);
        }
      }
      function validateOffset(offsetStr, off) {
        if (offsetStr === "Z" || offsetStr === "z") return;
        var hour = (offsetStr.charCodeAt(1) - 48) * 10 + offsetStr.charCodeAt(2) - 48;
        var minute = (offsetStr.charCodeAt(4) - 48) * 10 + offsetStr.charCodeAt(5) - 48;
        if (hour > 23) {
          genError("Invalid offset: hour " + hour + " out of range.", off);
        }
        if (minute > 59) {
          genError("Invalid offset: minute " + minute + " out of range.", off);
        }
      }
      function stripUnderscores(str) {
        return str.indexOf("_") === -1 ? str : str.replace(/_/g, "");
      }
      var MAX_INT64_DIGITS = { 2: 63, 8: 21, 10: 19, 16: 16 };
      var RADIX_PREFIX = { 2: "0b", 8: "0o", 10: "", 16: "0x" };
      function integerNode(radix, text3, off) {
        var digits = stripUnderscores(text3);
        var significant = digits.replace(/^[+-]?0*/, "");
        if (significant.length > MAX_INT64_DIGITS[radix]) {
          genError("Integer literal is outside the 64-bit signed integer range required by TOML.", off);
        }
        return node2("Integer", BigInt(RADIX_PREFIX[radix] + digits), off);
      }
      function convertCodePoint(str) {
        var num = parseInt(str, 16);
        if (num !== num || num < 0 || num > 1114111 || num > 55295 && num < 57344) {
          genError("Invalid Unicode escape code: " + str, offset());
        } else {
          return String.fromCodePoint(num);
        }
      }
      peg$result = peg$startRuleFunction();
      const peg$success = peg$result !== peg$FAILED && peg$currPos === input.length;
      function peg$throw() {
        if (peg$result !== peg$FAILED && peg$currPos < input.length) {
          peg$fail(peg$endExpectation());
        }
        throw peg$buildStructuredError(
          peg$maxFailExpected,
          peg$maxFailPos < input.length ? peg$getUnicode(peg$maxFailPos) : null,
          peg$maxFailPos < input.length ? peg$computeLocation(peg$maxFailPos, peg$maxFailPos + 1) : peg$computeLocation(peg$maxFailPos, peg$maxFailPos)
        );
      }
      if (options.peg$library) {
        return (
          /** @type {any} */
          {
            peg$result,
            peg$currPos,
            peg$FAILED,
            peg$maxFailExpected,
            peg$maxFailPos,
            peg$success,
            peg$throw: peg$success ? void 0 : peg$throw
          }
        );
      }
      if (peg$success) {
        return peg$result;
      } else {
        peg$throw();
      }
    }
    module2.exports = {
      StartRules: ["start"],
      SyntaxError: peg$SyntaxError,
      parse: peg$parse
    };
  }
});

// node_modules/toml/lib/compiler.js
var require_compiler = __commonJS({
  "node_modules/toml/lib/compiler.js"(exports2, module2) {
    "use strict";
    var INT64_MIN = -(2n ** 63n);
    var INT64_MAX = 2n ** 63n - 1n;
    var MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
    var MIN_SAFE = BigInt(Number.MIN_SAFE_INTEGER);
    var HEADER_TABLE = "header";
    var IMPLICIT_TABLE = "implicit";
    var DOTTED_TABLE = "dotted";
    var INLINE_TABLE = "inline";
    var TABLE_ARRAY = "table-array";
    function compile(nodes, inputText, options) {
      options = options || {};
      var temporal = null;
      if (options.useTemporal) {
        temporal = options.temporal || (typeof Temporal !== "undefined" ? Temporal : null);
        if (!temporal) {
          throw new Error(
            "The `useTemporal` option was set, but no Temporal implementation is available. Use a runtime with global `Temporal` support, or provide an implementation (e.g. from the `@js-temporal/polyfill` package) via the `temporal` option."
          );
        }
      }
      var containerKinds = /* @__PURE__ */ new WeakMap();
      var data = createTable(HEADER_TABLE);
      var context = data;
      var currentPath = [];
      return reduce(nodes);
      function reduce(nodes2) {
        var node2;
        for (var i = 0; i < nodes2.length; i++) {
          node2 = nodes2[i];
          switch (node2.type) {
            case "Assign":
              assign(node2);
              break;
            case "ObjectPath":
              setPath(node2);
              break;
            case "ArrayPath":
              addTableArray(node2);
              break;
          }
        }
        return data;
      }
      function resolveLineCol(off) {
        var line = 1, col = 1;
        for (var i = 0; i < off; i++) {
          if (inputText.charCodeAt(i) === 10) {
            line++;
            col = 1;
          } else {
            col++;
          }
        }
        return { line, column: col };
      }
      function genError(err, off) {
        var pos = resolveLineCol(off);
        var ex = new Error(err);
        ex.line = pos.line;
        ex.column = pos.column;
        throw ex;
      }
      function assign(node2) {
        var keys = Array.isArray(node2.key) ? node2.key : [node2.key];
        assignDotted(context, keys, reduceValueNode(node2.value), node2.offset, currentPath);
      }
      function assignDotted(table2, keys, value, off, prefix) {
        for (var i = 0; i < keys.length - 1; i++) {
          var key = keys[i];
          var next = table2[key];
          if (next === void 0) {
            next = createTable(DOTTED_TABLE);
            table2[key] = next;
          } else {
            var kind = containerKinds.get(next);
            if (kind !== DOTTED_TABLE && kind !== IMPLICIT_TABLE) {
              var path = pathKey(prefix.concat(keys.slice(0, i + 1)));
              if (kind === HEADER_TABLE) {
                genError("Cannot use dotted keys to extend table '" + path + "' defined elsewhere.", off);
              }
              if (kind === INLINE_TABLE) {
                genError("Cannot extend inline table '" + path + "'.", off);
              }
              genError("Cannot redefine existing key '" + path + "'.", off);
            }
          }
          table2 = next;
        }
        var lastKey = keys[keys.length - 1];
        if (table2[lastKey] !== void 0) {
          genError("Cannot redefine existing key '" + pathKey(prefix.concat(keys)) + "'.", off);
        }
        table2[lastKey] = value;
      }
      function reduceValueNode(node2) {
        if (node2.type === "Integer") {
          return reduceInteger(node2);
        } else if (node2.type === "Array") {
          return reduceArray(node2.value);
        } else if (node2.type === "InlineTable") {
          return reduceInlineTableNode(node2.value);
        } else if (temporal) {
          switch (node2.type) {
            case "Date":
              return temporal.ZonedDateTime.from(
                truncateFractionalSeconds(node2.raw) + node2.tz + "[" + (node2.tz === "Z" ? "UTC" : node2.tz) + "]"
              );
            case "LocalDateTime":
              return temporal.PlainDateTime.from(truncateFractionalSeconds(node2.value));
            case "LocalDate":
              return temporal.PlainDate.from(node2.value);
            case "LocalTime":
              return temporal.PlainTime.from(truncateFractionalSeconds(node2.value));
          }
        }
        return node2.value;
      }
      function truncateFractionalSeconds(str) {
        return str.replace(/\.(\d{9})\d+/, ".$1");
      }
      function reduceInteger(node2) {
        var value = node2.value;
        if (value < INT64_MIN || value > INT64_MAX) {
          genError(
            "Integer " + value + " is outside the 64-bit signed integer range required by TOML.",
            node2.offset
          );
        }
        if (options.bigint) {
          return value;
        }
        if (value < MIN_SAFE || value > MAX_SAFE) {
          genError(
            "Integer " + value + " cannot be represented losslessly as a JavaScript number. Use the `bigint` option to parse integers as BigInt values.",
            node2.offset
          );
        }
        return Number(value);
      }
      function reduceInlineTableNode(values) {
        var table2 = createTable(INLINE_TABLE);
        for (var i = 0; i < values.length; i++) {
          var val = values[i];
          if (val.type !== "InlineTableValue") continue;
          var keys = Array.isArray(val.key) ? val.key : [val.key];
          assignDotted(table2, keys, reduceValueNode(val.value), val.offset, []);
        }
        return table2;
      }
      function setPath(node2) {
        var path = node2.value;
        var off = node2.offset;
        var parent = resolveParentTable(path, off);
        var name = path[path.length - 1];
        var table2 = parent[name];
        if (table2 === void 0) {
          table2 = createTable(HEADER_TABLE);
          parent[name] = table2;
        } else if (containerKinds.get(table2) === IMPLICIT_TABLE) {
          containerKinds.set(table2, HEADER_TABLE);
        } else {
          genError("Cannot redefine existing key '" + pathKey(path) + "'.", off);
        }
        context = table2;
        currentPath = path;
      }
      function addTableArray(node2) {
        var path = node2.value;
        var off = node2.offset;
        var parent = resolveParentTable(path, off);
        var name = path[path.length - 1];
        var tableArray = parent[name];
        if (tableArray === void 0) {
          tableArray = createTableArray();
          parent[name] = tableArray;
        } else if (containerKinds.get(tableArray) !== TABLE_ARRAY) {
          if (Array.isArray(tableArray)) {
            genError("Cannot append to statically defined array '" + pathKey(path) + "'.", off);
          }
          genError("Cannot redefine existing key '" + pathKey(path) + "'.", off);
        }
        var table2 = createTable(HEADER_TABLE);
        tableArray.push(table2);
        context = table2;
        currentPath = path;
      }
      function resolveParentTable(path, off) {
        var table2 = data;
        for (var i = 0; i < path.length - 1; i++) {
          var key = path[i];
          var next = table2[key];
          if (next === void 0) {
            next = createTable(IMPLICIT_TABLE);
            table2[key] = next;
          }
          var kind = containerKinds.get(next);
          if (kind === TABLE_ARRAY) {
            next = next[next.length - 1];
          } else if (kind === void 0 || kind === INLINE_TABLE) {
            genError("Cannot redefine existing key '" + pathKey(path.slice(0, i + 1)) + "'.", off);
          }
          table2 = next;
        }
        return table2;
      }
      function reduceArray(array) {
        return array.map(reduceValueNode);
      }
      function createTable(kind) {
        var table2 = /* @__PURE__ */ Object.create(null);
        containerKinds.set(table2, kind);
        return table2;
      }
      function createTableArray() {
        var tableArray = [];
        containerKinds.set(tableArray, TABLE_ARRAY);
        return tableArray;
      }
      function pathKey(keys) {
        return keys.map(quoteDottedString).join(".");
      }
      function quoteDottedString(str) {
        if (str.indexOf(".") > -1) {
          return '"' + str + '"';
        } else {
          return str;
        }
      }
    }
    module2.exports = {
      compile
    };
  }
});

// node_modules/toml/index.js
var require_toml = __commonJS({
  "node_modules/toml/index.js"(exports2, module2) {
    var parser = require_parser();
    var compiler = require_compiler();
    module2.exports = {
      parse: function(input, options) {
        var str = input.toString();
        var nodes = parser.parse(str, options);
        return compiler.compile(nodes, str, options);
      }
    };
  }
});

// src/config/locate.ts
function positionOf(positions, pointer) {
  for (let path = pointer; path !== ""; path = path.slice(0, path.lastIndexOf("/"))) {
    const found = positions.get(path);
    if (found !== void 0) return found;
  }
  return { line: 1, column: 1 };
}
function unquote(quoted) {
  if (quoted.startsWith("'")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}
var pointerTo, locate, BLANK, SPACE, BARE_KEY, BASIC, LITERAL, LONG_BASIC, LONG_LITERAL, SCALAR, VALUES, Scanner;
var init_locate = __esm({
  "src/config/locate.ts"() {
    "use strict";
    pointerTo = (parent, part) => `${parent}/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`;
    locate = (text2) => new Scanner(text2).document();
    BLANK = /(?:[ \t\r\n\ufeff]|#[^\n]*)*/y;
    SPACE = /[ \t]*/y;
    BARE_KEY = /[A-Za-z0-9_-]+/y;
    BASIC = /"(?:[^"\\\n]|\\.)*"/y;
    LITERAL = /'[^'\n]*'/y;
    LONG_BASIC = /"""(?:[^"\\]|\\[^]|"{1,2}(?!"))*"{3,5}/y;
    LONG_LITERAL = /'''(?:[^']|'{1,2}(?!'))*'{3,5}/y;
    SCALAR = /[^,\]}#\r\n"']+/y;
    VALUES = [LONG_BASIC, LONG_LITERAL, BASIC, LITERAL, SCALAR];
    Scanner = class {
      constructor(text2) {
        this.text = text2;
      }
      text;
      positions = /* @__PURE__ */ new Map();
      /** Pointer of an array of tables → how many of its tables have begun. */
      counts = /* @__PURE__ */ new Map();
      offset = 0;
      counted = 0;
      line = 1;
      lineStart = 0;
      document() {
        let table2 = "";
        for (this.take(BLANK); this.offset < this.text.length; this.take(BLANK)) {
          const before = this.offset;
          if (this.text[this.offset] === "[") table2 = this.header();
          else this.assignment(table2);
          if (this.offset === before) break;
        }
        return this.positions;
      }
      header() {
        const start = this.offset;
        const ofArray = this.text.startsWith("[[", start);
        this.offset += ofArray ? 2 : 1;
        const keys = this.keys();
        const last = keys.pop();
        if (last === void 0) return "";
        const parent = keys.reduce((path, key) => this.newest(pointerTo(path, key)), "");
        let pointer = pointerTo(parent, last);
        if (ofArray) {
          const index = this.counts.get(pointer) ?? 0;
          this.counts.set(pointer, index + 1);
          this.mark(pointer, start);
          pointer = pointerTo(pointer, index);
        }
        this.mark(pointer, start);
        this.take(SPACE);
        while (this.text[this.offset] === "]") this.offset += 1;
        return pointer;
      }
      /** A path through an array of tables means its last table. */
      newest(pointer) {
        const count = this.counts.get(pointer);
        return count === void 0 ? pointer : pointerTo(pointer, count - 1);
      }
      assignment(table2) {
        const start = this.offset;
        const keys = this.keys();
        let pointer = table2;
        for (const key of keys) {
          pointer = pointerTo(pointer, key);
          this.mark(pointer, start);
        }
        if (keys.length === 0 || this.text[this.offset] !== "=") return;
        this.offset += 1;
        this.take(SPACE);
        this.value(pointer);
      }
      value(pointer) {
        const first = this.text[this.offset];
        if (first === "[")
          this.sequence("]", (index) => {
            this.mark(pointerTo(pointer, index), this.offset);
            this.value(pointerTo(pointer, index));
          });
        else if (first === "{") this.sequence("}", () => this.assignment(pointer));
        else for (const form of VALUES) if (this.take(form) !== "") return;
      }
      sequence(end, item) {
        this.offset += 1;
        for (let index = 0; ; index += 1) {
          this.take(BLANK);
          const before = this.offset;
          if (this.text[this.offset] !== end) item(index);
          this.take(BLANK);
          if (this.text[this.offset] === ",") this.offset += 1;
          if (this.text[this.offset] === end) {
            this.offset += 1;
            return;
          }
          if (this.offset === before) return;
        }
      }
      /** Dotted key, with the white space around it. */
      keys() {
        const keys = [];
        for (; ; ) {
          this.take(SPACE);
          const bare = this.take(BARE_KEY);
          const quoted = bare === "" ? this.take(BASIC) || this.take(LITERAL) : "";
          if (bare === "" && quoted === "") return keys;
          keys.push(bare === "" ? unquote(quoted) : bare);
          this.take(SPACE);
          if (this.text[this.offset] !== ".") return keys;
          this.offset += 1;
        }
      }
      take(pattern) {
        pattern.lastIndex = this.offset;
        const found = pattern.exec(this.text)?.[0] ?? "";
        this.offset += found.length;
        return found;
      }
      /** The first mark wins: `a.b = 1` below `a.c = 2` does not move `a`. */
      mark(pointer, offset) {
        for (let end = this.text.indexOf("\n", this.counted); end !== -1 && end < offset; ) {
          this.line += 1;
          this.lineStart = end + 1;
          this.counted = end + 1;
          end = this.text.indexOf("\n", this.counted);
        }
        if (!this.positions.has(pointer))
          this.positions.set(pointer, { line: this.line, column: offset - this.lineStart + 1 });
      }
    };
  }
});

// src/config/units.ts
var MILLISECONDS, BYTES, split, scale, milliseconds, seconds, bytes, range, octal, limit, limitValue;
var init_units = __esm({
  "src/config/units.ts"() {
    "use strict";
    MILLISECONDS = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 };
    BYTES = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };
    split = (text2) => {
      const unit = text2.search(/[A-Za-z]/);
      return unit === -1 ? [text2, ""] : [text2.slice(0, unit), text2.slice(unit)];
    };
    scale = (units, unit) => {
      const factor = units[unit];
      if (factor === void 0) throw new Error(`unknown unit "${unit}"`);
      return factor;
    };
    milliseconds = (text2) => {
      const [digits, unit] = split(text2);
      return Number(digits) * scale(MILLISECONDS, unit);
    };
    seconds = (text2) => milliseconds(text2) / 1e3;
    bytes = (text2) => {
      const [digits, unit] = split(text2);
      return Number(digits) * scale(BYTES, unit);
    };
    range = (text2) => {
      const [first = "", last = first] = text2.split("-");
      return { first: Number(first), last: Number(last) };
    };
    octal = (text2) => Number.parseInt(text2, 8);
    limit = (value) => {
      const [soft = "", hard = soft] = String(value).split(":");
      return { soft: limitValue(soft), hard: limitValue(hard) };
    };
    limitValue = (text2) => {
      if (text2 === "unlimited") return void 0;
      const [digits, unit] = split(text2);
      return BigInt(digits) * BigInt(scale({ ...BYTES, "": 1 }, unit));
    };
  }
});

// src/config/normalise-ci.ts
function oidcOf(issuer, place) {
  const { claims } = issuer;
  return {
    name: issuer.name,
    issuer: issuer.issuer,
    audience: issuer.audience,
    algorithms: issuer.algorithms,
    jwksFile: issuer.jwks_file,
    jwksUrl: issuer.jwks_url,
    caFile: issuer.ca_file,
    subjectClaim: issuer.subject_claim ?? issuer.user_claim ?? "sub",
    userClaim: issuer.user_claim,
    groupsClaim: issuer.groups_claim,
    leeway: seconds(issuer.leeway),
    types: issuer.types.map((type) => type.toLowerCase()),
    maxLifetime: issuer.max_lifetime === void 0 ? void 0 : seconds(issuer.max_lifetime),
    require: issuer.require,
    claims: {
      userId: claims.user_id,
      project: claims.project,
      projectId: claims.project_id,
      source: claims.source,
      protectedRef: claims.protected_ref,
      job: claims.job,
      pipeline: claims.pipeline,
      runner: claims.runner
    },
    keysDirectory: issuer.keys_directory,
    keysMaxAge: seconds(issuer.keys_max_age),
    keysMaxStale: seconds(issuer.keys_max_stale),
    fetchTimeoutMs: milliseconds(issuer.fetch_timeout),
    place
  };
}
var ciOf, runAsOf;
var init_normalise_ci = __esm({
  "src/config/normalise-ci.ts"() {
    "use strict";
    init_units();
    ciOf = (ci, placeOf) => ({
      tokenVariables: ci.token_variables,
      runners: ci.runners,
      expiredCleanup: seconds(ci.expired_cleanup),
      dataDirectory: ci.data_dir,
      builds: ci.builds,
      retention: seconds(ci.retention),
      directoryMode: ci.group_readable ? 488 : 448,
      shell: ci.shell,
      message: ci.message,
      path: ci.path,
      stack: ci.stack,
      killTimeout: seconds(ci.kill_timeout),
      maxVariable: bytes(ci.max_variable),
      lease: ci.lease,
      usersAllow: ci.user_allowlist,
      usersBlock: ci.user_blocklist,
      groupsAllow: ci.group_allowlist,
      groupsBlock: ci.group_blocklist,
      shells: ci.shell_allowlist,
      minimumUid: ci.minimum_uid,
      allowBots: ci.allow_bots,
      sources: ci.pipeline_sources,
      protectedRefs: ci.protected_refs,
      projectsAllow: ci.project_allowlist,
      projectsBlock: ci.project_blocklist,
      forkPipelines: ci.fork_pipelines,
      nologin: ci.nologin,
      stages: ci.stages,
      listsBeforeRunAs: ci.lists_before_runas,
      runAs: ci.runas === void 0 ? void 0 : runAsOf(ci.runas),
      placeOf: (key) => placeOf(`/ci/${key}`)
    });
    runAsOf = (table2) => ({
      script: table2.script,
      sha256: table2.sha256,
      userVariable: table2.user_variable,
      environment: table2.environment,
      timeout: seconds(table2.timeout)
    });
  }
});

// src/config/normalise.ts
function normalise({ service, caller, authenticate, authorize, map, pool, environment, launch, ci, record, log }, path, placeOf) {
  const placed = (table2, index) => placeOf(pointerTo(`/${table2}`, index));
  return {
    path,
    service: serviceOf(service),
    callers: caller.map((table2, index) => ({ ...table2, place: placed("caller", index) })),
    authenticate: authenticateOf(authenticate, (index) => placeOf(pointerTo("/authenticate/oidc", index))),
    authorize: {
      banDn: authorize.ban_dn,
      banFqan: authorize.ban_fqan,
      banSubject: authorize.ban_subject,
      allowDn: authorize.allow_dn,
      allowFqan: authorize.allow_fqan
    },
    maps: map.map((table2, index) => mapOf(table2, placed("map", index))),
    pools: pool.map((table2, index) => poolOf(table2, placed("pool", index))),
    environment: {
      allow: environment.allow,
      deny: environment.deny,
      set: environment.set,
      path: environment.path,
      onMalformed: environment.on_malformed,
      explicit: environment.explicit,
      maxBytes: bytes(environment.max_size)
    },
    launch: {
      cwd: launch.cwd,
      tempDirectory: launch.temp_directory,
      umask: launch.umask === "keep" ? "keep" : octal(launch.umask),
      limits: Object.entries(launch.limits).map(([name, value]) => ({ name, ...limit(value) })),
      session: launch.session,
      noNewPrivs: launch.no_new_privs,
      graceMilliseconds: milliseconds(launch.grace),
      targetProxy: launch.target_proxy,
      execLabel: launch.exec_label
    },
    ...ci === void 0 ? {} : { ci: ciOf(ci, placeOf) },
    record: {
      directory: record.directory,
      historyMaxFiles: record.history_max_files,
      historyMaxAge: seconds(record.history_max_age),
      mode: octal(record.mode)
    },
    log: {
      file: log.file === "none" ? void 0 : log.file,
      syslog: log.syslog,
      syslogSocket: log.syslog_socket,
      onFailure: log.on_failure
    }
  };
}
function mapOf(rule, place) {
  return {
    name: rule.name,
    kinds: rule.credentials,
    from: sourceOf(rule),
    groups: {
      source: rule.groups,
      groupmapfile: rule.groupmapfile,
      mapAll: rule.map_all ?? false,
      mapMinimum: rule.map_minimum ?? 0,
      toSecondary: rule.to_secondary ?? false
    },
    leaseSuffix: rule.lease_suffix ?? "none",
    // A person's own account may be in use beside the launch: what the launch did not start is not its to kill.
    reap: rule.reap ?? (rule.from === "account" || rule.from === "template" ? "tree" : "account"),
    place
  };
}
function sourceOf({ from, file = "", wildcards = true, subject, account = "", template = "", pool = "" }) {
  switch (from) {
    case "grid-mapfile":
    case "voms-mapfile":
      return { type: from, file, wildcards };
    case "account":
      return { type: from, subject, account };
    case "template":
      return { type: from, template };
    case "pool":
      return { type: from, pool };
  }
}
var serviceOf, authenticateOf, x509Of, DEFAULT_PER_IDENTITY, poolOf;
var init_normalise = __esm({
  "src/config/normalise.ts"() {
    "use strict";
    init_locate();
    init_normalise_ci();
    init_units();
    serviceOf = (service) => ({
      account: service.account,
      warm: service.warm,
      socket: service.socket,
      decisionTimeoutMs: milliseconds(service.decision_timeout),
      guardianUidOffset: service.guardian_uid_offset,
      targetUids: service.target_uids.map(range),
      targetGids: service.target_gids.map(range),
      targetGroups: service.target_groups,
      allowSystem: service.allow_system,
      logOnly: service.log_only,
      node: service.node,
      nodeOptions: service.node_options
    });
    authenticateOf = ({ x509, munge, oidc, unix }, placeOfIssuer) => ({
      x509: x509 === void 0 ? void 0 : x509Of(x509),
      munge: munge === void 0 ? void 0 : { socket: munge.socket, maxAge: seconds(munge.max_age), program: munge.program },
      oidc: oidc.map((issuer, index) => oidcOf(issuer, placeOfIssuer(index))),
      unix
    });
    x509Of = (x509) => ({
      caDirectory: x509.ca_directory,
      vomsDirectory: x509.voms_directory,
      crl: x509.crl,
      signingPolicy: x509.signing_policy,
      proxies: x509.proxies,
      allowPlainCertificate: x509.allow_plain_certificate,
      limited: x509.limited,
      allowIndependent: x509.allow_independent,
      allowUnknownPolicy: x509.allow_unknown_policy,
      lifetimes: Object.entries(x509.max_lifetime).map(([level, text2]) => ({
        level: level === "leaf" ? "leaf" : Number(level),
        seconds: seconds(text2)
      })),
      maxDelegations: x509.max_delegations,
      maxFileBytes: bytes(x509.max_file_size),
      minRsaBits: x509.min_rsa_bits,
      minProxyRsaBits: x509.min_proxy_rsa_bits,
      allowSha1: x509.allow_sha1,
      clockSkew: seconds(x509.clock_skew),
      voms: x509.voms,
      badAttributeCertificate: x509.bad_attribute_certificate,
      maxVomsLifetime: x509.max_voms_lifetime === void 0 ? void 0 : seconds(x509.max_voms_lifetime),
      hostNames: x509.host_names
    });
    DEFAULT_PER_IDENTITY = 100;
    poolOf = (pool, place) => ({
      name: pool.name,
      prefix: pool.prefix,
      directory: pool.directory,
      sharing: pool.sharing,
      maxPerIdentity: pool.sharing === "identity" ? 1 : pool.max_per_identity ?? DEFAULT_PER_IDENTITY,
      strictPrefix: pool.strict_prefix,
      overrideInconsistency: pool.override_inconsistency,
      ...pool.clean === void 0 ? {} : { clean: pool.clean },
      place
    });
  }
});

// src/config/problems.ts
var problemLine, byPlace, Report;
var init_problems = __esm({
  "src/config/problems.ts"() {
    "use strict";
    problemLine = ({ file, line, column, severity, message, remedy }) => {
      const place = [file, line, column].filter((part) => part !== void 0).join(":");
      return `${place}: ${severity}: ${message}${remedy === "" ? "" : `; ${remedy}`}`;
    };
    byPlace = (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
    Report = class {
      constructor(file, position) {
        this.file = file;
        this.position = position;
      }
      file;
      position;
      list = [];
      error(pointer, message, remedy = "") {
        this.add("error", pointer, message, remedy);
      }
      warning(pointer, message, remedy = "") {
        this.add("warning", pointer, message, remedy);
      }
      place(pointer) {
        return { file: this.file, ...this.position(pointer) };
      }
      get problems() {
        return this.list.toSorted(byPlace);
      }
      add(severity, pointer, message, remedy) {
        this.list.push({ file: this.file, ...this.position(pointer), severity, reason: "config-invalid", message, remedy });
      }
    };
  }
});

// src/config/rules-callers.ts
function judgeCallers({ caller, map, pool }, report2) {
  if (caller.length === 0) report2.error("", "nobody may ask: there is no [[caller]]", "add a [[caller]] table");
  unique(caller, "/caller", "name", report2);
  const maps = new Set(map.map(({ name }) => name));
  const pools = new Set(pool.map(({ name }) => name));
  caller.forEach((table2, index) => {
    const at = pointerTo("/caller", index);
    if (table2.users.length + table2.groups.length === 0)
      report2.error(at, `[[caller]] "${table2.name}" is nobody`, "set users or groups");
    for (const key of ["users", "groups"]) {
      const root = table2[key].indexOf("root");
      if (root !== -1) report2.error(`${at}/${key}/${root}`, "root is never a caller", "use the account of the service");
    }
    judgeReferences(`${at}/maps`, table2.maps, maps, "map", report2);
    judgeReferences(`${at}/pools`, table2.pools, pools, "pool", report2);
    if (table2.keyless)
      report2.warning(
        `${at}/keyless`,
        `[[caller]] "${table2.name}" may act for anybody whose public certificate it has`,
        "only for services that authenticate users themselves"
      );
  });
}
function judgeReferences(pointer, names, known, table2, report2) {
  names?.forEach((name, index) => {
    if (!known.has(name)) report2.error(pointerTo(pointer, index), `there is no [[${table2}]] "${name}"`, listed(known));
  });
}
function judgeCredentials({ caller, authenticate, map }, report2) {
  caller.forEach((table2, index) => {
    const rules = map.filter(({ name }) => table2.maps?.includes(name) ?? true);
    table2.credentials.forEach((kind, place) => {
      const pointer = `${pointerTo("/caller", index)}/credentials/${place}`;
      if (!isOn(kind, authenticate))
        report2.error(pointer, `credentials of kind "${kind}" are switched off`, SWITCH[kind]);
      else if (!rules.some(({ credentials }) => credentials.length === 0 || credentials.includes(kind)))
        report2.warning(pointer, `no [[map]] of this caller is for "${kind}": all of them end with no-mapping`);
    });
  });
  const used = new Set(caller.flatMap(({ credentials }) => credentials));
  for (const kind of ["x509", "munge", "oidc", "unix"]) {
    if (isOn(kind, authenticate) && !used.has(kind) && caller.length > 0)
      report2.warning(`/authenticate/${kind}`, `no [[caller]] may present "${kind}"`);
  }
}
var listed, SWITCH, isOn;
var init_rules_callers = __esm({
  "src/config/rules-callers.ts"() {
    "use strict";
    init_locate();
    init_rules();
    listed = (known) => known.size === 0 ? "there are none at all" : `there are: ${[...known].join(", ")}`;
    SWITCH = {
      x509: "add the table [authenticate.x509]",
      munge: "add the table [authenticate.munge]",
      oidc: "add a table [[authenticate.oidc]]",
      unix: "set unix = true in [authenticate]"
    };
    isOn = (kind, { x509, munge, oidc, unix }) => ({ x509: x509 !== void 0, munge: munge !== void 0, oidc: oidc.length > 0, unix })[kind];
  }
});

// src/config/rules-ci.ts
function judgeCi({ ci, authenticate }, report2) {
  if (ci === void 0) return;
  if (authenticate.oidc.length === 0)
    report2.error("/ci", "[ci] needs an issuer of tokens", "add a table [[authenticate.oidc]]");
  authenticate.oidc.forEach(({ user_claim: user, name }, index) => {
    if (user === void 0)
      report2.error(
        pointerTo("/authenticate/oidc", index),
        `[ci] needs to know whose a job is, and issuer "${name}" has no user_claim`,
        'user_claim = "user_login" for GitLab'
      );
  });
  if (seconds(ci.expired_cleanup) > HOUR) report2.error("/ci/expired_cleanup", "[ci] expired_cleanup must be at most 1h");
  if (seconds(ci.kill_timeout) > HOUR) report2.error("/ci/kill_timeout", "[ci] kill_timeout must be at most 1h");
  if (bytes(ci.max_variable) > 131072)
    report2.warning("/ci/max_variable", "the kernel refuses variables of 128KiB and more (execve(2))", "at most 120KiB");
  if (ci.runas !== void 0 && ci.runas.sha256 === void 0)
    report2.warning("/ci/runas", "the program of [ci.runas] is not pinned", "sha256sum prints what sha256 takes");
}
function judgeIssuers({ service, authenticate, ci }, report2) {
  const decision = milliseconds(service.decision_timeout);
  authenticate.oidc.forEach((issuer, index) => {
    const at = pointerTo("/authenticate/oidc", index);
    if (milliseconds(issuer.fetch_timeout) >= decision)
      report2.error(`${at}/fetch_timeout`, "fetch_timeout must be shorter than [service] decision_timeout");
    if (seconds(issuer.keys_max_stale) > LONGEST_STALE)
      report2.error(`${at}/keys_max_stale`, "keys_max_stale must be at most 30d");
  });
  if (ci?.runas !== void 0 && milliseconds(ci.runas.timeout) >= decision)
    report2.error("/ci/runas/timeout", "timeout must be shorter than [service] decision_timeout");
}
var HOUR, LONGEST_STALE;
var init_rules_ci = __esm({
  "src/config/rules-ci.ts"() {
    "use strict";
    init_locate();
    init_units();
    HOUR = 3600;
    LONGEST_STALE = 30 * 24 * HOUR;
  }
});

// src/config/forms.ts
var NUMBER, LIMIT, COMPONENT, PLAIN_COMPONENT, FORMS, sayPattern;
var init_forms = __esm({
  "src/config/forms.ts"() {
    "use strict";
    NUMBER = "(?:0|[1-9][0-9]{0,9})";
    LIMIT = "(?:unlimited|(?:0|[1-9][0-9]{0,17})(?:KiB|MiB|GiB)?)";
    COMPONENT = "(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+";
    PLAIN_COMPONENT = "(?!\\.{1,2}(?:/|$))[!-.0-~]+";
    FORMS = {
      name: {
        pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$",
        says: 'a name of letters, digits, "." "_" and "-", at most 64 characters'
      },
      // useradd(8) takes 32 characters; directory services have longer names and dots.
      account: {
        pattern: "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$",
        says: "the name of a local account or group (not a number)"
      },
      prefix: { pattern: "^[A-Za-z_][A-Za-z0-9_.-]{0,63}$", says: "the part of account names before their digits" },
      template: {
        pattern: "^(?:[A-Za-z0-9_.@-]|\\{[A-Za-z_][A-Za-z0-9_.:/-]*\\})+$",
        says: 'an account name with claims in braces, such as "ci_{user_login}"'
      },
      path: { pattern: `^(?:/${COMPONENT})+$`, says: 'an absolute path without "." , ".." , "//" or a "/" at the end' },
      plainPath: {
        pattern: `^(?:/${PLAIN_COMPONENT})+$`,
        says: 'an absolute path of printable ASCII without white space, "." , ".." , "//" or a "/" at the end'
      },
      searchPath: {
        pattern: `^(?:/${COMPONENT.replace("[^/", "[^/:")})+(?::(?:/${COMPONENT.replace("[^/", "[^/:")})+)*$`,
        says: 'absolute directories separated by ":"'
      },
      logFile: { pattern: `^(?:none|(?:/${COMPONENT})+)$`, says: 'an absolute path, or "none"' },
      cwd: {
        pattern: `^(?:keep|home|temp|/|(?:/${COMPONENT})+)$`,
        says: '"keep", "home", "temp" or an absolute path'
      },
      command: {
        pattern: "^/[^\\u0000-\\u001f\\u007f]+$",
        says: 'an absolute path, in which "*", "?" and "[\u2026]" may stand for other characters'
      },
      nodeOption: {
        pattern: "^--[a-z0-9][a-z0-9_-]*(?:=[!-~]+)?$",
        says: "one option of node in printable ASCII without white space"
      },
      variable: { pattern: "^[A-Za-z_][A-Za-z0-9_]{0,127}$", says: "the name of an environment variable" },
      variablePattern: {
        pattern: "^[A-Za-z_*?][A-Za-z0-9_*?]{0,127}$",
        says: 'the name of an environment variable, in which "*" and "?" may stand for other characters'
      },
      value: { pattern: "^[^\\u0000-\\u001f\\u007f]*$", says: "one line without control characters" },
      subject: { pattern: "^[^\\u0000-\\u001f\\u007f]+$", says: "one line without control characters, not empty" },
      claim: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$", says: "the name of a claim" },
      host: {
        pattern: "^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$",
        says: "the full name of a host"
      },
      https: { pattern: "^https://[^\\s/?#@]+(?:/[^\\s?#]*)?$", says: "an https:// address without query or fragment" },
      execLabel: {
        pattern: "^(?:selinux|apparmor):[^\\s]+$",
        says: '"selinux:" and a context, or "apparmor:" and a profile'
      },
      duration: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", says: 'a time such as "30s", "5m", "24h" or "10d"' },
      shortDuration: {
        pattern: "^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$",
        says: 'a time such as "500ms", "10s" or "1m"'
      },
      size: { pattern: "^(?:0|[1-9][0-9]{0,8})(?:B|KiB|MiB)$", says: 'a size such as "512B", "64KiB" or "1MiB"' },
      range: { pattern: `^${NUMBER}(?:-${NUMBER})?$`, says: 'a number such as "61001" or a range such as "61001-61999"' },
      mode: { pattern: "^0[0-7]{3}$", says: 'permission bits in octal such as "0644"' },
      umask: { pattern: "^(?:keep|0[0-7]{3})$", says: 'a mask in octal such as "0077", or "keep"' },
      limit: {
        pattern: `^${LIMIT}(?::${LIMIT})?$`,
        says: '"SOFT:HARD" or one value for both, each a number, a size such as "4GiB", or "unlimited"'
      },
      limitName: {
        pattern: "^(?:as|core|cpu|data|fsize|locks|memlock|msgqueue|nice|nofile|nproc|rss|rtprio|rttime|sigpending|stack)$",
        says: "a resource of setrlimit(2) in small letters"
      },
      dataDirectory: {
        pattern: `^(?:\\{home\\}|/${COMPONENT})(?:/${COMPONENT})*$`,
        says: 'an absolute path, in which "{home}" (at the start) and "{user}" stand for those of the account'
      },
      sha256: { pattern: "^[0-9a-f]{64}$", says: "a SHA-256 in 64 small hexadecimal digits" },
      stageName: { pattern: "^[a-z][a-z0-9_]{0,63}$", says: 'the name of a stage such as "build_script"' },
      decimal: { pattern: "^[0-9]{1,18}$", says: "a number in quotes" },
      level: { pattern: "^(?:leaf|0|[1-9][0-9]?)$", says: '"leaf" or the number of a delegation, the first being 0' }
    };
    sayPattern = (pattern) => Object.values(FORMS).find((form) => form.pattern === pattern)?.says ?? `of the form ${pattern}`;
  }
});

// src/config/schema-language.ts
function table(keys, description) {
  const entries = Object.entries(keys);
  return node({
    type: "object",
    description,
    additionalProperties: false,
    properties: Object.fromEntries(entries.map(([name, key]) => [name, key.json])),
    required: entries.filter(([, key]) => key.required).map(([name]) => name)
  });
}
var node, text, choice, flag, integer, texts, choices, tables, dictionary, either, optionalWith, optional;
var init_schema_language = __esm({
  "src/config/schema-language.ts"() {
    "use strict";
    init_forms();
    node = (json) => ({ json, required: true });
    text = (form, description) => node({ type: "string", pattern: FORMS[form].pattern, description });
    choice = (values, description) => node({ type: "string", enum: values, description });
    flag = (description) => node({ type: "boolean", description });
    integer = (minimum, maximum, description) => node({ type: "integer", minimum, maximum, description });
    texts = (form, description, minimum = 0) => node({
      type: "array",
      items: { type: "string", pattern: FORMS[form].pattern },
      minItems: minimum,
      uniqueItems: true,
      description
    });
    choices = (values, description, minimum = 0) => node({
      type: "array",
      items: { type: "string", enum: values },
      minItems: minimum,
      uniqueItems: true,
      description
    });
    tables = (item, description) => optionalWith(node({ type: "array", items: item.json, description }), []);
    dictionary = (names, value, description) => node({
      type: "object",
      description,
      additionalProperties: false,
      patternProperties: { [FORMS[names].pattern]: value.json }
    });
    either = (one, other, description) => {
      const types = [one.json["type"], other.json["type"]];
      return node({ ...other.json, ...one.json, type: types, description });
    };
    optionalWith = (of, value) => ({
      json: { ...of.json, default: value },
      required: false
    });
    optional = (of) => ({ json: of.json, required: false });
  }
});

// src/config/schema-ci.ts
var runAsTable, ciTable;
var init_schema_ci = __esm({
  "src/config/schema-ci.ts"() {
    "use strict";
    init_schema_language();
    runAsTable = () => table(
      {
        script: text("plainPath", "Program that may refuse a job or choose its account; root-owned."),
        sha256: optional(text("sha256", "The SHA-256 that it must have.")),
        user_variable: optional(text("variable", "CI variable in which a job names the account that it wants.")),
        environment: optionalWith(
          dictionary("variable", text("value", "Its value."), "Variables for the program; claims win over them."),
          {}
        ),
        timeout: optionalWith(text("shortDuration", "How long it may take; below [service] decision_timeout."), "5s")
      },
      "A program of the site that has the last word about the account; it runs as the service account."
    );
    ciTable = () => table(
      {
        token_variables: optionalWith(texts("variable", "CI variables that may hold the ID token, in order.", 1), [
          "MAPEXEC_ID_TOKEN"
        ]),
        runners: optionalWith(texts("decimal", "Numbers of the runners whose jobs run here. Empty: any."), []),
        expired_cleanup: optionalWith(
          text("duration", "How long after its expiry a token is still good for cleaning up; at most 1h."),
          "15m"
        ),
        data_dir: optionalWith(
          text("dataDirectory", 'Where jobs work: a path with "{home}" and "{user}".'),
          "{home}/.mapexec-ci"
        ),
        builds: optionalWith(
          choice(
            ["project", "job"],
            "Directories that later jobs of the same project use again (git fetch), or one for each job."
          ),
          "project"
        ),
        retention: optionalWith(
          text("duration", `Age at which builds are removed. "0s": a job's own directory goes in its cleanup.`),
          "7d"
        ),
        group_readable: optionalWith(flag("Directories are 0750 instead of 0700."), false),
        shell: optionalWith(text("plainPath", "bash, which executes the scripts as a login shell."), "/bin/bash"),
        message: optional(text("value", "Shown at the beginning of every job.")),
        path: optional(
          text("searchPath", "PATH of jobs; gitlab-runner must be found on it. Default: [environment] path.")
        ),
        stack: optionalWith(
          choice(
            ["hard", "keep"],
            "Raise the soft stack limit to the hard one, or leave what the kernel leaves (8 MiB at most)."
          ),
          "hard"
        ),
        kill_timeout: optionalWith(
          text(
            "duration",
            "Between a cancelled job's SIGTERM and its SIGKILL; shorter than the runner's own; at most 1h."
          ),
          "2m"
        ),
        max_variable: optionalWith(
          text("size", "Largest value of one CI variable. From 128 KiB on, the kernel refuses every stage."),
          "120KiB"
        ),
        lease: optionalWith(
          choice(["job", "identity"], "Whose a pool account is: the job's, until its cleanup, or the identity's."),
          "job"
        ),
        user_allowlist: optionalWith(texts("account", "Users: beats every other list of users and groups."), []),
        user_blocklist: optionalWith(texts("account", "Users: beats the lists of groups."), []),
        group_blocklist: optionalWith(texts("account", "Groups: beats group_allowlist."), []),
        group_allowlist: optionalWith(texts("account", "Groups."), []),
        shell_allowlist: optionalWith(texts("plainPath", "Login shells that an account may have. Empty: any."), []),
        minimum_uid: optionalWith(integer(1, 4294967294, "Lowest uid of an account."), 1e3),
        allow_bots: optionalWith(flag("Jobs of project and group access tokens (project_1_bot\u2026)."), false),
        pipeline_sources: optionalWith(
          texts("name", "What may have started a pipeline (push, web, schedule\u2026). Empty: anything."),
          []
        ),
        protected_refs: optionalWith(flag("Only jobs of protected branches and tags."), false),
        project_allowlist: optionalWith(texts("subject", 'Projects by path; "*" may stand for any part.'), []),
        project_blocklist: optionalWith(texts("subject", "Projects by path; beats project_allowlist."), []),
        fork_pipelines: optionalWith(
          flag("Where code of another project (a fork) is run, judge only the project that runs it."),
          false
        ),
        nologin: optionalWith(
          flag("While /etc/nologin or /run/nologin is there, no job begins; its text is shown."),
          true
        ),
        stages: optionalWith(texts("stageName", "Run stages that are executed; others are skipped. Empty: all."), []),
        lists_before_runas: optionalWith(flag("Judge the lists before the program of [ci.runas], too."), false),
        runas: optional(runAsTable())
      },
      "The four stages of the GitLab custom executor, and which jobs are accepted."
    );
  }
});

// src/config/schema-authenticate.ts
var POLICIES, SIGNATURE_ALGORITHMS, x509Table, mungeTable, oidcTable, claimsTable, authenticateTable;
var init_schema_authenticate = __esm({
  "src/config/schema-authenticate.ts"() {
    "use strict";
    init_schema_language();
    POLICIES = ["required", "if-present", "ignore"];
    SIGNATURE_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
    x509Table = () => table(
      {
        ca_directory: optionalWith(
          text("path", "Trusted CAs with hash links, CRLs (.r0) and .signing_policy."),
          "/etc/grid-security/certificates"
        ),
        voms_directory: optionalWith(text("path", "VOs and their .lsc files."), "/etc/grid-security/vomsdir"),
        crl: optionalWith(
          choice(POLICIES, 'Whether each CA must have a valid CRL. LCMAPS is content without ("if-present").'),
          "required"
        ),
        signing_policy: optionalWith(
          choice(POLICIES, 'Whether each CA must have a .signing_policy. LCMAPS never reads it ("ignore").'),
          "required"
        ),
        proxies: optionalWith(choices(["rfc", "draft", "legacy"], "Generations of proxies.", 1), ["rfc"]),
        allow_plain_certificate: optionalWith(flag("Accept a certificate that is no proxy."), false),
        limited: optionalWith(choice(["allow", "refuse", "require"], "What holds for limited proxies."), "allow"),
        allow_independent: optionalWith(flag("Accept independent proxies (RFC 3820 \xA73.8.2); LCMAPS does."), false),
        allow_unknown_policy: optionalWith(
          flag("Accept proxies whose policy language is unknown; RFC 3820 \xA73.8.2 forbids it, LCMAPS does not."),
          false
        ),
        max_lifetime: optionalWith(
          dictionary(
            "level",
            text("duration", "From notBefore to notAfter."),
            'Longest lifetime of proxies by delegation: "0" is the first, "leaf" the last and decides alone there (LCMAPS: --max-proxy-level-ttl).'
          ),
          {}
        ),
        max_delegations: optionalWith(integer(0, 50, "Proxies in one chain."), 10),
        max_file_size: optionalWith(text("size", "Largest proxy file; at most 4MiB."), "1MiB"),
        min_rsa_bits: optionalWith(integer(1024, 16384, "Shortest RSA key of users and CAs."), 2048),
        min_proxy_rsa_bits: optionalWith(integer(512, 16384, "Shortest RSA key of a proxy."), 2048),
        allow_sha1: optionalWith(flag("Accept SHA-1 signatures below the root."), false),
        clock_skew: optionalWith(text("duration", "By how much clocks may differ; at most 1h."), "1m"),
        voms: optionalWith(
          choice(["require", "use", "ignore"], "VOMS attributes: demanded, used where there are some, or not read."),
          "use"
        ),
        bad_attribute_certificate: optionalWith(
          choice(["refuse", "ignore"], "VOMS attributes that cannot be trusted: refuse, or go on with the DN (LCMAPS)."),
          "refuse"
        ),
        max_voms_lifetime: optional(text("duration", "Longest lifetime of VOMS attributes.")),
        host_names: optionalWith(texts("host", "Names of this machine for VOMS targets. Empty: its own host name."), [])
      },
      "X.509 proxies and VOMS. The table switches them on."
    );
    mungeTable = () => table(
      {
        socket: optional(text("plainPath", "Socket of munged, where it is not the usual one.")),
        max_age: optionalWith(text("duration", "Oldest credential; at most 1h."), "5m"),
        program: optionalWith(text("plainPath", "unmunge(1)."), "/usr/bin/unmunge")
      },
      "MUNGE credentials. The table switches them on."
    );
    oidcTable = () => table(
      {
        name: text("name", "Name of this issuer, for the log."),
        issuer: text("https", 'The "iss" claim, exactly.'),
        audience: texts("subject", 'Values of the "aud" claim, of which the token must have one.', 1),
        algorithms: optionalWith(choices(SIGNATURE_ALGORITHMS, "Signature algorithms.", 1), ["RS256", "ES256"]),
        jwks_file: optional(text("path", "Keys of the issuer, from a file.")),
        jwks_url: optional(text("https", "Keys of the issuer, from another place than it says itself.")),
        ca_file: optional(text("path", "CAs for the connection to the issuer, besides those of the system.")),
        subject_claim: optional(
          text("claim", 'Claim that names the subject for lists and leases. Default: user_claim, else "sub".')
        ),
        user_claim: optional(text("claim", "Claim that names the user.")),
        groups_claim: optional(text("claim", "Claim that lists groups.")),
        leeway: optionalWith(text("duration", "By how much clocks may differ; at most 1h."), "30s"),
        types: optionalWith(texts("subject", 'Values of the header "typ" that are accepted; none at all is, too.'), [
          "JWT",
          "at+jwt"
        ]),
        max_lifetime: optional(text("duration", 'Longest lifetime of a token, from "iat" to "exp".')),
        require: optionalWith(
          dictionary(
            "claim",
            texts("subject", "Patterns (fnmatch(3)), of which one must match.", 1),
            'Claims that a token must have: claim = ["pattern", \u2026]. Of a list, and of the words of "scope", one must match.'
          ),
          {}
        ),
        claims: optionalWith(claimsTable(), {}),
        keys_directory: optionalWith(
          text("plainPath", "Where fetched keys are kept; the directory belongs to the service account."),
          "/var/lib/mapexec/cache/jwks"
        ),
        keys_max_age: optionalWith(
          text("duration", "How long fetched keys are used; less where the issuer says so."),
          "1d"
        ),
        keys_max_stale: optionalWith(
          text("duration", "How much longer they are used while the issuer does not answer; at most 30d."),
          "1d"
        ),
        fetch_timeout: optionalWith(
          text("shortDuration", "How long fetching keys may take; less than [service] decision_timeout."),
          "5s"
        )
      },
      "One issuer of tokens."
    );
    claimsTable = () => table(
      {
        user_id: optional(text("claim", 'Number of the user that stays when the name changes, e.g. "user_id".')),
        project: optionalWith(texts("claim", "Path of the project; the first is the one that runs the job.", 1), [
          "job_project_path",
          "project_path"
        ]),
        project_id: optionalWith(texts("claim", "Number of the project; the first that a token has counts.", 1), [
          "job_project_id",
          "project_id"
        ]),
        source: optionalWith(text("claim", "What started the pipeline."), "pipeline_source"),
        protected_ref: optionalWith(text("claim", '"true" where the branch or tag is protected.'), "ref_protected"),
        job: optionalWith(text("claim", "Number of the job."), "job_id"),
        pipeline: optionalWith(text("claim", "Number of the pipeline."), "pipeline_id"),
        runner: optionalWith(text("claim", "Number of the runner."), "runner_id")
      },
      "Names of the claims that the rules of [ci] ask for; the defaults are those of GitLab."
    );
    authenticateTable = () => table(
      {
        x509: optional(x509Table()),
        munge: optional(mungeTable()),
        oidc: tables(oidcTable(), "Issuers of tokens."),
        unix: optionalWith(flag(`The caller's own uid is a credential, for callers who may present "unix".`), false)
      },
      "How credentials are verified."
    );
  }
});

// src/config/schema.ts
var CREDENTIAL_KINDS, HIGHEST_ID, serviceTable, callerTable, authorizeTable, mapTable, poolTable, environmentTable, launchTable, recordTable, logTable, configurationTable, configurationSchema;
var init_schema = __esm({
  "src/config/schema.ts"() {
    "use strict";
    init_schema_ci();
    init_schema_authenticate();
    init_schema_language();
    CREDENTIAL_KINDS = ["x509", "oidc", "munge", "unix"];
    HIGHEST_ID = 4294967294;
    serviceTable = () => table(
      {
        account: optionalWith(text("account", "Account of the decision program. It owns records and leases."), "mapexec"),
        warm: optionalWith(
          choice(
            ["off", "prefer", "require"],
            'Whether the helper asks the running "mapexec serve": never; where it answers; or always, and a launch fails without it.'
          ),
          "off"
        ),
        socket: optionalWith(text("plainPath", 'Socket of "mapexec serve".'), "/run/mapexec/decider.sock"),
        decision_timeout: optionalWith(
          text("shortDuration", "How long a decision may take; 1s to 5m. Afterwards the launch fails."),
          "10s"
        ),
        guardian_uid_offset: optionalWith(
          integer(
            1,
            HIGHEST_ID,
            "Each target uid plus this number is a uid that kills what a payload leaves behind. No account may have it."
          ),
          1e5
        ),
        target_uids: texts("range", "Uids that a payload may ever have. The helper enforces it.", 1),
        target_gids: optionalWith(texts("range", "Gids that a payload may ever have, besides target_groups."), []),
        target_groups: optionalWith(texts("account", "Groups that a payload may ever have, by name."), []),
        allow_system: optionalWith(
          flag('Allow target uids and gids below 1000 and the one of "nobody". Never 0.'),
          false
        ),
        log_only: optionalWith(
          flag("Decide and log, then run the command as the caller: for trying a configuration."),
          false
        ),
        node: optionalWith(text("plainPath", "The node program that runs the decision program."), "/usr/bin/node"),
        node_options: optionalWith(texts("nodeOption", 'Options of node, e.g. "--jitless" under SELinux.'), [])
      },
      'The decision program and the bounds that the helper enforces. Run "mapexec install" after changing it.'
    );
    callerTable = () => table(
      {
        name: text("name", "Name of this table, for the log."),
        users: optionalWith(texts("account", "Local users who may ask."), []),
        groups: optionalWith(texts("account", "Local groups whose members may ask."), []),
        credentials: choices(CREDENTIAL_KINDS, "What these callers may present.", 1),
        maps: optional(texts("name", "Only these [[map]] rules, by name. Left out: all.", 1)),
        pools: optional(texts("name", "Accounts only from these [[pool]] tables, by name. Left out: all.")),
        accounts: optional(texts("account", "Of the accounts outside pools, only these. Left out: all that map.")),
        environment: optionalWith(
          texts("variablePattern", "Variables passed for these callers, besides [environment] allow."),
          []
        ),
        commands: optional(texts("command", "Only these commands (fnmatch(3)). Left out: any.", 1)),
        keyless: optionalWith(
          flag("May present a certificate without its private key (gLExec: omission_private_key_white_list)."),
          false
        )
      },
      "Who may ask for an identity switch, and for what (gLExec: user_white_list)."
    );
    authorizeTable = () => table(
      {
        ban_dn: optionalWith(texts("path", "Files of banned DNs, in the format of LCMAPS ban_dn and LCAS."), []),
        ban_fqan: optionalWith(texts("path", "Files of banned VOMS FQANs, in the format of LCMAPS ban_fqan."), []),
        ban_subject: optionalWith(texts("path", "Files of banned subjects of any kind of credential."), []),
        allow_dn: optionalWith(texts("path", "Files of DNs: where there are any, nobody else is admitted."), []),
        allow_fqan: optionalWith(
          texts("path", "Files of FQANs: where there are any, nobody without one of them is admitted."),
          []
        )
      },
      "Who is refused although the credential is good."
    );
    mapTable = () => table(
      {
        name: text("name", "Name of this rule, for the log and for [[caller]] maps."),
        credentials: optionalWith(choices(CREDENTIAL_KINDS, "Kinds of credential it is for. Empty: all."), []),
        from: choice(
          ["grid-mapfile", "voms-mapfile", "account", "template", "pool"],
          "Where the account comes from: a file of DNs, a file of FQANs, one account, a name made of claims, or a pool."
        ),
        file: optional(text("path", "The grid-mapfile or voms-mapfile.")),
        wildcards: optional(flag('Whether "*", "?" and "[\u2026]" in the file stand for other characters. Default: true.')),
        subject: optional(text("subject", 'With from = "account": only this subject (DN, unix name, token subject).')),
        account: optional(text("account", 'With from = "account": the account.')),
        template: optional(text("template", 'With from = "template": e.g. "ci_{user_login}".')),
        pool: optional(text("name", 'With from = "pool": name of the [[pool]] table.')),
        groups: optionalWith(
          choice(
            ["account", "fqan", "fqan+account"],
            "Groups of the payload: the account's, those that the groupmapfile gives to the FQANs, or both."
          ),
          "account"
        ),
        groupmapfile: optional(text("path", "File of FQANs and groups; needed where groups are taken from FQANs.")),
        map_all: optional(flag("Every FQAN must give a group (LCMAPS: -mapall). Default: false.")),
        map_minimum: optional(integer(0, 1024, "So many FQANs must give a group (LCMAPS: -mapmin). Default: 0.")),
        to_secondary: optional(
          flag("The first FQAN, too, gives a secondary group only (LCMAPS: --map-to-secondary-groups). Default: false.")
        ),
        lease_suffix: optional(
          choice(
            ["none", "groups", "primary-group"],
            'Whether one identity gets another pool account for other groups (LCMAPS: voms_poolaccount). Default: "none".'
          )
        ),
        reap: optional(
          choice(
            ["account", "tree"],
            `What is killed at the end: everything of the account (where no other launch uses it) or this launch's processes only. Default: "tree" for from = "account" and "template", else "account".`
          )
        )
      },
      "How an identity becomes an account. Rules are tried in order; the first that yields an account wins."
    );
    poolTable = () => table(
      {
        name: text("name", "Name of this table."),
        prefix: text("prefix", 'Account names are the prefix and digits; ".prefix" in a grid-mapfile means this pool.'),
        directory: text("path", "The gridmapdir: one file for each account, leases as hard links."),
        sharing: optionalWith(
          choice(
            ["identity", "launch"],
            "One account for each identity, kept (LCMAPS), or an account of its own for each running launch."
          ),
          "identity"
        ),
        max_per_identity: optional(
          integer(1, 9999, 'With sharing = "launch": accounts that one identity may hold at once. Default: 100.')
        ),
        strict_prefix: optionalWith(
          flag("Only accounts of exactly the prefix and digits belong to the pool (LCMAPS: -strict_poolprefix_match)."),
          true
        ),
        override_inconsistency: optionalWith(
          flag("Replace a lease that points to another pool instead of refusing (LCMAPS: -override_inconsistency)."),
          false
        ),
        clean: optional(
          text("path", 'Program that "mapexec lease" runs as root to clean an account before it goes back to the pool.')
        )
      },
      "Accounts that are leased."
    );
    environmentTable = () => table(
      {
        allow: optionalWith(
          texts("variablePattern", "Variables passed from the caller. A built-in deny list (LD_*, PYTHON* \u2026) wins."),
          ["LANG", "LANGUAGE", "LC_*", "TERM", "COLORTERM", "TZ"]
        ),
        deny: optionalWith(texts("variablePattern", "Variables never passed."), []),
        set: optionalWith(dictionary("variable", text("value", "Its value."), "Variables set for every payload."), {}),
        path: optionalWith(text("searchPath", "PATH of the payload."), "/usr/local/bin:/usr/bin:/bin"),
        on_malformed: optionalWith(
          choice(["drop", "refuse"], "What happens to a variable with a bad name or value, or given twice."),
          "drop"
        ),
        explicit: optionalWith(
          choice(
            ["any", "listed"],
            "Variables that the caller names itself (--env, GLEXEC_ENV): any that is not denied, or only those listed."
          ),
          "any"
        ),
        max_size: optionalWith(text("size", "Largest environment of a payload."), "128KiB")
      },
      "The environment of the payload, built from nothing."
    );
    launchTable = () => table(
      {
        cwd: optionalWith(
          text("cwd", `Directory the payload starts in: the caller's ("keep"), its home, a new one, or a path.`),
          "keep"
        ),
        temp_directory: optionalWith(text("path", "Where new directories and copies of proxies are made."), "/tmp"),
        umask: optionalWith(text("umask", `File mask of the payload, or "keep" for the caller's.`), "0022"),
        limits: optionalWith(
          dictionary(
            "limitName",
            either(
              integer(0, Number.MAX_SAFE_INTEGER, ""),
              text("limit", ""),
              'One value for soft and hard, or "SOFT:HARD".'
            ),
            "Resource limits (setrlimit(2)). The helper cannot raise a hard limit."
          ),
          {}
        ),
        session: optionalWith(
          choice(["auto", "new", "keep"], "A new session: where the caller has a terminal, always, or never."),
          "auto"
        ),
        no_new_privs: optionalWith(
          flag("The payload can gain nothing by setuid programs (PR_SET_NO_NEW_PRIVS); sudo and the like stop working."),
          false
        ),
        grace: optionalWith(
          text("shortDuration", "Time between SIGTERM and SIGKILL for what the payload leaves behind; at most 5m."),
          "0s"
        ),
        target_proxy: optionalWith(
          choice(["copy", "none"], "Whether the payload gets a copy of the proxy (gLExec: create_target_proxy)."),
          "copy"
        ),
        exec_label: optional(text("execLabel", "SELinux context or AppArmor profile of the payload."))
      },
      "How the payload starts."
    );
    recordTable = () => table(
      {
        directory: optionalWith(text("plainPath", "One file for each launch."), "/run/mapexec"),
        history_max_files: optionalWith(integer(0, 1e6, "Finished records that are kept."), 2e3),
        history_max_age: optionalWith(text("duration", "How long finished records are kept."), "7d"),
        mode: optionalWith(text("mode", "Permission bits of the files."), "0644")
      },
      "Who runs as whom, and what ran before."
    );
    logTable = () => table(
      {
        file: optionalWith(text("logFile", 'The audit log, or "none".'), "/var/log/mapexec/audit.log"),
        syslog: optionalWith(flag("Send the same lines to syslog (authpriv)."), true),
        syslog_socket: optionalWith(text("plainPath", "Socket of the system log."), "/dev/log"),
        on_failure: optionalWith(
          choice(["refuse", "continue"], "When a line cannot be written: no log, no launch; or go on."),
          "refuse"
        )
      },
      "The audit log."
    );
    configurationTable = () => table(
      {
        service: serviceTable(),
        caller: tables(callerTable(), "Who may ask."),
        authenticate: optionalWith(authenticateTable(), {}),
        authorize: optionalWith(authorizeTable(), {}),
        map: tables(mapTable(), "How an identity becomes an account."),
        pool: tables(poolTable(), "Accounts that are leased."),
        environment: optionalWith(environmentTable(), {}),
        launch: optionalWith(launchTable(), {}),
        ci: optional(ciTable()),
        record: optionalWith(recordTable(), {}),
        log: optionalWith(logTable(), {})
      },
      "Configuration of mapexec: /etc/mapexec/mapexec.toml"
    );
    configurationSchema = () => ({
      $schema: "http://json-schema.org/draft-07/schema#",
      $id: "mapexec.toml",
      title: "mapexec.toml",
      ...configurationTable().json
    });
  }
});

// src/config/rules-identifiers.ts
function objectionToIds(ids, allowSystem) {
  if (ids.first > ids.last) return "begins after its end";
  if (ids.last > HIGHEST_ID) return `goes beyond ${HIGHEST_ID}, the highest id there is`;
  if (ids.first === 0) return "contains 0, which is root";
  if (allowSystem) return void 0;
  if (ids.first < FIRST_ORDINARY_ID) return `contains ids of the system, below ${FIRST_ORDINARY_ID}`;
  if (overlaps(ids, OVERFLOW_IDS)) return 'contains 65534 or 65535, which stand for "nobody"';
  return void 0;
}
function judgeIdentifiers({ service }, report2) {
  const judgeList = (key) => {
    const ranges = service[key].map(range);
    ranges.forEach((ids, index) => {
      const objection = objectionToIds(ids, service.allow_system);
      const pointer = `/service/${key}/${index}`;
      if (objection !== void 0) report2.error(pointer, `${rangeText(ids)} ${objection}`);
      else if (ranges.slice(0, index).some((earlier) => overlaps(earlier, ids)))
        report2.error(pointer, `${rangeText(ids)} overlaps another range of ${key}`);
    });
    return ranges.filter((ids) => objectionToIds(ids, service.allow_system) === void 0);
  };
  judgeGuardians(judgeList("target_uids"), service.guardian_uid_offset, report2);
  judgeList("target_gids");
  if (service.target_gids.length === 0 && service.target_groups.length === 0)
    report2.error(
      "/service",
      "no group is allowed for payloads, so that none could start",
      "set [service] target_groups or target_gids"
    );
  if (service.target_groups.includes("root"))
    report2.error(`/service/target_groups/${service.target_groups.indexOf("root")}`, "group root is never allowed");
}
function judgeGuardians(targets, offset, report2) {
  for (const target of targets) {
    const guardians = { first: target.first + offset, last: target.last + offset };
    const hit = targets.find((other) => overlaps(guardians, other));
    if (hit !== void 0)
      report2.error(
        "/service/guardian_uid_offset",
        `guardian uids ${rangeText(guardians)} overlap target uids ${rangeText(hit)}`,
        "choose a larger offset"
      );
    else if (guardians.last > HIGHEST_ID)
      report2.error(
        "/service/guardian_uid_offset",
        `guardian uids ${rangeText(guardians)} go beyond ${HIGHEST_ID}`,
        "choose a smaller offset"
      );
  }
}
var FIRST_ORDINARY_ID, OVERFLOW_IDS, overlaps, rangeText;
var init_rules_identifiers = __esm({
  "src/config/rules-identifiers.ts"() {
    "use strict";
    init_schema();
    init_units();
    FIRST_ORDINARY_ID = 1e3;
    OVERFLOW_IDS = { first: 65534, last: 65535 };
    overlaps = (a, b) => a.first <= b.last && b.first <= a.last;
    rangeText = ({ first, last }) => first === last ? `${first}` : `${first}-${last}`;
  }
});

// src/config/rules-maps.ts
function judgeMaps({ map, pool }, report2) {
  if (map.length === 0) report2.error("", "nobody maps: there is no [[map]]", "add a [[map]] table");
  unique(map, "/map", "name", report2);
  const pools = new Set(pool.map(({ name }) => name));
  map.forEach((rule, index) => {
    const at = pointerTo("/map", index);
    judgeKeys(rule, at, report2);
    judgeGroups(rule, at, report2);
    if (rule.pool !== void 0 && !pools.has(rule.pool))
      report2.error(`${at}/pool`, `there is no [[pool]] "${rule.pool}"`);
    if (rule.account === "root") report2.error(`${at}/account`, "nobody maps to root");
    if (rule.template !== void 0 && !rule.template.includes("{"))
      report2.error(
        `${at}/template`,
        "the template has no claim in it",
        'use from = "account", or e.g. "ci_{user_login}"'
      );
    if (rule.from === "account" && rule.subject === void 0)
      report2.warning(at, `[[map]] "${rule.name}" gives everybody the same account`, "set subject");
  });
}
function judgeKeys(rule, at, report2) {
  const { needed, may } = KEYS_OF[rule.from];
  for (const key of needed) {
    if (rule[key] === void 0) report2.error(at, `from = "${rule.from}" needs ${key}`, `write ${key} = \u2026`);
  }
  for (const key of DEPENDENT) {
    if (rule[key] !== void 0 && !needed.includes(key) && !may.includes(key))
      report2.error(`${at}/${key}`, `${key} means nothing with from = "${rule.from}"`, "take it out");
  }
}
function judgeGroups(rule, at, report2) {
  if (rule.groups !== "account") {
    if (rule.groupmapfile === void 0)
      report2.error(at, `groups = "${rule.groups}" needs groupmapfile`, "write groupmapfile = \u2026");
    if (rule.groups === "fqan" && rule.to_secondary === true)
      report2.error(`${at}/to_secondary`, "nothing gives a primary group", 'use groups = "fqan+account"');
    return;
  }
  for (const key of GROUP_KEYS) {
    if (rule[key] !== void 0)
      report2.error(
        `${at}/${key}`,
        `${key} means nothing with groups = "account"`,
        'use groups = "fqan" or "fqan+account"'
      );
  }
}
function judgePools({ pool }, report2) {
  unique(pool, "/pool", "name", report2);
  unique(pool, "/pool", "prefix", report2);
  pool.forEach((table2, index) => {
    if (table2.sharing === "identity" && table2.max_per_identity !== void 0)
      report2.error(
        `${pointerTo("/pool", index)}/max_per_identity`,
        'max_per_identity means nothing with sharing = "identity"',
        'take it out, or use sharing = "launch"'
      );
  });
}
var KEYS_OF, DEPENDENT, GROUP_KEYS;
var init_rules_maps = __esm({
  "src/config/rules-maps.ts"() {
    "use strict";
    init_locate();
    init_rules();
    KEYS_OF = {
      "grid-mapfile": { needed: ["file"], may: ["wildcards", "lease_suffix"] },
      "voms-mapfile": { needed: ["file"], may: ["wildcards", "lease_suffix"] },
      account: { needed: ["account"], may: ["subject"] },
      template: { needed: ["template"], may: [] },
      pool: { needed: ["pool"], may: ["lease_suffix"] }
    };
    DEPENDENT = ["file", "wildcards", "subject", "account", "template", "pool", "lease_suffix"];
    GROUP_KEYS = ["groupmapfile", "map_all", "map_minimum", "to_secondary"];
  }
});

// src/config/rules.ts
function judge(configuration, refused, report2) {
  for (const rule of RULES) {
    if (!rule.reads.some((table2) => refused.has(table2))) rule.judge(configuration, report2);
  }
}
function judgeService({ service }, report2) {
  const timeout = milliseconds(service.decision_timeout);
  if (timeout < 1e3 || timeout > 3e5)
    report2.error("/service/decision_timeout", "[service] decision_timeout must be from 1s to 5m");
  if (Buffer.byteLength(service.socket) > LONGEST_SOCKET)
    report2.error("/service/socket", `[service] socket must be at most ${LONGEST_SOCKET} bytes long`);
  if (service.account === "root")
    report2.error("/service/account", "[service] account must not be root", "use an account of its own");
  if (service.log_only)
    report2.warning("/service/log_only", "commands run as the caller: nothing is separated", "for trials only");
}
function judgeAuthenticate({ authenticate: { x509, munge, oidc } }, report2) {
  if (x509 !== void 0) {
    if (bytes(x509.max_file_size) < 1024 || bytes(x509.max_file_size) > 4 * 1024 ** 2)
      report2.error("/authenticate/x509/max_file_size", "[authenticate.x509] max_file_size must be from 1KiB to 4MiB");
    judgeSkew("/authenticate/x509/clock_skew", x509.clock_skew, report2);
    for (const level of Object.keys(x509.max_lifetime)) {
      if (level !== "leaf" && Number(level) >= x509.max_delegations)
        report2.warning(
          pointerTo("/authenticate/x509/max_lifetime", level),
          `no proxy is at level ${level} with max_delegations = ${x509.max_delegations}`
        );
    }
    for (const key of ["crl", "signing_policy"]) {
      if (x509[key] === "ignore")
        report2.warning(
          `/authenticate/x509/${key}`,
          `[authenticate.x509] ${key} is ignored`,
          'use "if-present" or "required"'
        );
    }
  }
  if (munge !== void 0) judgeSkew("/authenticate/munge/max_age", munge.max_age, report2);
  oidc.forEach((issuer, index) => {
    const at = pointerTo("/authenticate/oidc", index);
    judgeSkew(`${at}/leeway`, issuer.leeway, report2);
    if (issuer.jwks_file !== void 0 && issuer.jwks_url !== void 0)
      report2.error(`${at}/jwks_url`, "jwks_file and jwks_url exclude each other", "take one of them out");
  });
  unique(oidc, "/authenticate/oidc", "name", report2);
  unique(oidc, "/authenticate/oidc", "issuer", report2);
}
function judgeSkew(pointer, text2, report2) {
  if (seconds(text2) > LONGEST_SKEW) report2.error(pointer, `${text2} is too long`, "at most 1h");
}
function judgeEnvironment({ environment }, report2) {
  const size2 = bytes(environment.max_size);
  if (size2 < 4096 || size2 > 2 * 1024 ** 2)
    report2.error("/environment/max_size", "[environment] max_size must be from 4KiB to 2MiB");
  environment.allow.forEach((pattern, index) => {
    if (/^[*?]+$/.test(pattern))
      report2.warning(
        `/environment/allow/${index}`,
        `"${pattern}" passes everything but the built-in deny list, which cannot know every dangerous name`,
        "list the names"
      );
  });
}
function judgeLaunch({ launch }, report2) {
  if (milliseconds(launch.grace) > LONGEST_GRACE) report2.error("/launch/grace", "[launch] grace must be at most 5m");
  if (launch.umask !== "keep" && (octal(launch.umask) & 448) !== 0)
    report2.error("/launch/umask", "[launch] umask must leave the owner its own files", 'e.g. "0022" or "0077"');
  for (const [name, value] of Object.entries(launch.limits)) {
    const { soft, hard } = limit(value);
    if (hard !== void 0 && (soft === void 0 || soft > hard))
      report2.error(pointerTo("/launch/limits", name), `the soft limit of ${name} is above the hard limit`);
  }
}
function judgeRecord({ record, log }, report2) {
  const mode = octal(record.mode);
  if ((mode & 384) !== 384 || (mode & 91) !== 0)
    report2.error("/record/mode", '[record] mode must be "0600", "0640" or "0644"');
  if (log.file === "none" && !log.syslog)
    report2.error("/log/file", "there is no audit log", "set [log] file or syslog = true");
  if (log.file.startsWith(`${record.directory}/`))
    report2.error("/log/file", "[log] file lies in [record] directory", "put it elsewhere");
  if (log.on_failure === "continue")
    report2.warning("/log/on_failure", "launches that cannot be logged go on", 'use "refuse"');
}
function unique(tables2, pointer, key, report2) {
  const seen = /* @__PURE__ */ new Set();
  tables2.forEach((table2, index) => {
    const value = table2[key];
    if (seen.has(value)) report2.error(`${pointerTo(pointer, index)}/${key}`, `${key} "${value}" is used twice`);
    seen.add(value);
  });
}
var RULES, LONGEST_SOCKET, LONGEST_SKEW, LONGEST_GRACE;
var init_rules = __esm({
  "src/config/rules.ts"() {
    "use strict";
    init_locate();
    init_rules_callers();
    init_rules_ci();
    init_rules_identifiers();
    init_rules_maps();
    init_units();
    RULES = [
      { reads: ["service"], judge: judgeIdentifiers },
      { reads: ["service"], judge: judgeService },
      { reads: ["caller", "map", "pool"], judge: judgeCallers },
      { reads: ["caller", "authenticate", "map"], judge: judgeCredentials },
      { reads: ["authenticate"], judge: judgeAuthenticate },
      { reads: ["map", "pool"], judge: judgeMaps },
      { reads: ["pool"], judge: judgePools },
      { reads: ["environment"], judge: judgeEnvironment },
      { reads: ["launch"], judge: judgeLaunch },
      { reads: ["ci", "authenticate"], judge: judgeCi },
      { reads: ["service", "authenticate", "ci"], judge: judgeIssuers },
      { reads: ["record", "log"], judge: judgeRecord }
    ];
    LONGEST_SOCKET = 107;
    LONGEST_SKEW = 3600;
    LONGEST_GRACE = 3e5;
  }
});

// src/config/schema-problems.ts
function reportSchemaErrors(errors, report2) {
  const judged = /* @__PURE__ */ new Set();
  for (const { instancePath, keyword, params } of errors) {
    const key = keyOf(instancePath);
    switch (keyword) {
      case "additionalProperties": {
        const name = String(params["additionalProperty"]);
        report2.error(pointerTo(instancePath, name), `unknown key "${name}"`, suggest(name, instancePath));
        break;
      }
      case "required": {
        const missing = String(params["missingProperty"]);
        report2.error(instancePath, `"${missing}" is missing in ${key}`, `write ${missing} = \u2026`);
        break;
      }
      default:
        if (judged.has(instancePath)) break;
        judged.add(instancePath);
        report2.error(instancePath, `${key} ${demandOf(keyword, params)}`);
    }
  }
}
function demandOf(keyword, params) {
  switch (keyword) {
    case "type": {
      const types = Array.isArray(params["type"]) ? params["type"] : [params["type"]];
      return `must be ${types.map((type) => TYPE_WORDS[String(type)] ?? String(type)).join(" or ")}`;
    }
    case "enum":
      return `must be ${quotedList(params["allowedValues"])}`;
    case "pattern":
      return `must be ${sayPattern(String(params["pattern"]))}`;
    case "minimum":
      return `must be at least ${String(params["limit"])}`;
    case "maximum":
      return `must be at most ${String(params["limit"])}`;
    case "minItems":
      return "must not be empty";
    case "uniqueItems":
      return "names the same value twice";
    default:
      return `is not valid (${keyword})`;
  }
}
function keyOf(pointer) {
  const isIndex = (part) => part !== void 0 && /^\d+$/.test(part);
  const parts = pointer.split("/").slice(1);
  const table2 = (path) => {
    const name = path.filter((part) => !isIndex(part)).join(".");
    return isIndex(path.at(-1)) ? `[[${name}]]` : `[${name}]`;
  };
  if (parts.length === 0) return "the file";
  if (parts.length === 1 || parts.length === 2 && isIndex(parts[1])) return table2(parts);
  const end = isIndex(parts.at(-1)) ? parts.length - 2 : parts.length - 1;
  return `${table2(parts.slice(0, end))} ${parts[end] ?? ""}`;
}
function suggest(name, pointer) {
  const known = Object.keys(propertiesAt(pointer));
  const wanted = name.toLowerCase().replaceAll("-", "_");
  const near = known.map((key) => ({ key, distance: editDistance(wanted, key) })).filter(({ key, distance }) => distance <= Math.max(1, Math.floor(key.length / 3))).toSorted((a, b) => a.distance - b.distance)[0];
  if (near !== void 0) return `did you mean "${near.key}"?`;
  return known.length === 0 ? "take it out" : `known here: ${known.join(", ")}`;
}
function propertiesAt(pointer) {
  let schema = configurationSchema();
  for (const part of pointer.split("/").slice(1)) {
    const properties = schema["properties"];
    const next = schema["type"] === "array" ? schema["items"] : isSchema(properties) ? properties[part] : void 0;
    if (!isSchema(next)) return {};
    schema = next;
  }
  return isSchema(schema["properties"]) ? schema["properties"] : {};
}
function editDistance(a, b) {
  if (a.length > 64) return a.length;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
var tablesOf, TYPE_WORDS, quotedList, isSchema;
var init_schema_problems = __esm({
  "src/config/schema-problems.ts"() {
    "use strict";
    init_forms();
    init_locate();
    init_schema();
    tablesOf = (errors) => new Set(
      errors.map(({ instancePath, params }) => {
        const first = instancePath.split("/")[1];
        return first ?? String(params["missingProperty"] ?? params["additionalProperty"]);
      })
    );
    TYPE_WORDS = {
      string: "a string in quotes",
      boolean: "true or false",
      integer: "a whole number",
      array: "a list in brackets",
      object: "a table"
    };
    quotedList = (values) => Array.isArray(values) ? `one of ${values.map((value) => `"${String(value)}"`).join(", ")}` : "another value";
    isSchema = (value) => typeof value === "object" && value !== null;
  }
});

// src/config/schema-validator.js
var require_schema_validator = __commonJS({
  "src/config/schema-validator.js"(exports2) {
    "use strict";
    exports2.validateConfiguration = validate10;
    var schema11 = { "$schema": "http://json-schema.org/draft-07/schema#", "$id": "mapexec.toml", "title": "mapexec.toml", "type": "object", "additionalProperties": false, "properties": { "service": { "type": "object", "additionalProperties": false, "properties": { "account": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$", "default": "mapexec" }, "warm": { "type": "string", "enum": ["off", "prefer", "require"], "default": "off" }, "socket": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$", "default": "/run/mapexec/decider.sock" }, "decision_timeout": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$", "default": "10s" }, "guardian_uid_offset": { "type": "integer", "minimum": 1, "maximum": 4294967294, "default": 1e5 }, "target_uids": { "type": "array", "items": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,9})(?:-(?:0|[1-9][0-9]{0,9}))?$" }, "minItems": 1, "uniqueItems": true }, "target_gids": { "type": "array", "items": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,9})(?:-(?:0|[1-9][0-9]{0,9}))?$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "target_groups": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "allow_system": { "type": "boolean", "default": false }, "log_only": { "type": "boolean", "default": false }, "node": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$", "default": "/usr/bin/node" }, "node_options": { "type": "array", "items": { "type": "string", "pattern": "^--[a-z0-9][a-z0-9_-]*(?:=[!-~]+)?$" }, "minItems": 0, "uniqueItems": true, "default": [] } }, "required": ["target_uids"] }, "caller": { "type": "array", "items": { "type": "object", "additionalProperties": false, "properties": { "name": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, "users": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "groups": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "credentials": { "type": "array", "items": { "type": "string", "enum": ["x509", "oidc", "munge", "unix"] }, "minItems": 1, "uniqueItems": true }, "maps": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, "minItems": 1, "uniqueItems": true }, "pools": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, "minItems": 0, "uniqueItems": true }, "accounts": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "minItems": 0, "uniqueItems": true }, "environment": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_*?][A-Za-z0-9_*?]{0,127}$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "commands": { "type": "array", "items": { "type": "string", "pattern": "^/[^\\u0000-\\u001f\\u007f]+$" }, "minItems": 1, "uniqueItems": true }, "keyless": { "type": "boolean", "default": false } }, "required": ["name", "credentials"] }, "default": [] }, "authenticate": { "type": "object", "additionalProperties": false, "properties": { "x509": { "type": "object", "additionalProperties": false, "properties": { "ca_directory": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$", "default": "/etc/grid-security/certificates" }, "voms_directory": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$", "default": "/etc/grid-security/vomsdir" }, "crl": { "type": "string", "enum": ["required", "if-present", "ignore"], "default": "required" }, "signing_policy": { "type": "string", "enum": ["required", "if-present", "ignore"], "default": "required" }, "proxies": { "type": "array", "items": { "type": "string", "enum": ["rfc", "draft", "legacy"] }, "minItems": 1, "uniqueItems": true, "default": ["rfc"] }, "allow_plain_certificate": { "type": "boolean", "default": false }, "limited": { "type": "string", "enum": ["allow", "refuse", "require"], "default": "allow" }, "allow_independent": { "type": "boolean", "default": false }, "allow_unknown_policy": { "type": "boolean", "default": false }, "max_lifetime": { "type": "object", "additionalProperties": false, "patternProperties": { "^(?:leaf|0|[1-9][0-9]?)$": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } }, "default": {} }, "max_delegations": { "type": "integer", "minimum": 0, "maximum": 50, "default": 10 }, "max_file_size": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,8})(?:B|KiB|MiB)$", "default": "1MiB" }, "min_rsa_bits": { "type": "integer", "minimum": 1024, "maximum": 16384, "default": 2048 }, "min_proxy_rsa_bits": { "type": "integer", "minimum": 512, "maximum": 16384, "default": 2048 }, "allow_sha1": { "type": "boolean", "default": false }, "clock_skew": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "1m" }, "voms": { "type": "string", "enum": ["require", "use", "ignore"], "default": "use" }, "bad_attribute_certificate": { "type": "string", "enum": ["refuse", "ignore"], "default": "refuse" }, "max_voms_lifetime": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" }, "host_names": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$" }, "minItems": 0, "uniqueItems": true, "default": [] } }, "required": [] }, "munge": { "type": "object", "additionalProperties": false, "properties": { "socket": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" }, "max_age": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "5m" }, "program": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$", "default": "/usr/bin/unmunge" } }, "required": [] }, "oidc": { "type": "array", "items": { "type": "object", "additionalProperties": false, "properties": { "name": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, "issuer": { "type": "string", "pattern": "^https://[^\\s/?#@]+(?:/[^\\s?#]*)?$" }, "audience": { "type": "array", "items": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]+$" }, "minItems": 1, "uniqueItems": true }, "algorithms": { "type": "array", "items": { "type": "string", "enum": ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"] }, "minItems": 1, "uniqueItems": true, "default": ["RS256", "ES256"] }, "jwks_file": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "jwks_url": { "type": "string", "pattern": "^https://[^\\s/?#@]+(?:/[^\\s?#]*)?$" }, "ca_file": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "subject_claim": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" }, "user_claim": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" }, "groups_claim": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" }, "leeway": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "30s" }, "types": { "type": "array", "items": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]+$" }, "minItems": 0, "uniqueItems": true, "default": ["JWT", "at+jwt"] }, "max_lifetime": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" }, "require": { "type": "object", "additionalProperties": false, "patternProperties": { "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$": { "type": "array", "items": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]+$" }, "minItems": 1, "uniqueItems": true } }, "default": {} }, "claims": { "type": "object", "additionalProperties": false, "properties": { "user_id": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" }, "project": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" }, "minItems": 1, "uniqueItems": true, "default": ["job_project_path", "project_path"] }, "project_id": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" }, "minItems": 1, "uniqueItems": true, "default": ["job_project_id", "project_id"] }, "source": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$", "default": "pipeline_source" }, "protected_ref": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$", "default": "ref_protected" }, "job": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$", "default": "job_id" }, "pipeline": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$", "default": "pipeline_id" }, "runner": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$", "default": "runner_id" } }, "required": [], "default": {} }, "keys_directory": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$", "default": "/var/lib/mapexec/cache/jwks" }, "keys_max_age": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "1d" }, "keys_max_stale": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "1d" }, "fetch_timeout": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$", "default": "5s" } }, "required": ["name", "issuer", "audience"] }, "default": [] }, "unix": { "type": "boolean", "default": false } }, "required": [], "default": {} }, "authorize": { "type": "object", "additionalProperties": false, "properties": { "ban_dn": { "type": "array", "items": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "ban_fqan": { "type": "array", "items": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "ban_subject": { "type": "array", "items": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "allow_dn": { "type": "array", "items": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "allow_fqan": { "type": "array", "items": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "minItems": 0, "uniqueItems": true, "default": [] } }, "required": [], "default": {} }, "map": { "type": "array", "items": { "type": "object", "additionalProperties": false, "properties": { "name": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, "credentials": { "type": "array", "items": { "type": "string", "enum": ["x509", "oidc", "munge", "unix"] }, "minItems": 0, "uniqueItems": true, "default": [] }, "from": { "type": "string", "enum": ["grid-mapfile", "voms-mapfile", "account", "template", "pool"] }, "file": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "wildcards": { "type": "boolean" }, "subject": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]+$" }, "account": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "template": { "type": "string", "pattern": "^(?:[A-Za-z0-9_.@-]|\\{[A-Za-z_][A-Za-z0-9_.:/-]*\\})+$" }, "pool": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, "groups": { "type": "string", "enum": ["account", "fqan", "fqan+account"], "default": "account" }, "groupmapfile": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "map_all": { "type": "boolean" }, "map_minimum": { "type": "integer", "minimum": 0, "maximum": 1024 }, "to_secondary": { "type": "boolean" }, "lease_suffix": { "type": "string", "enum": ["none", "groups", "primary-group"] }, "reap": { "type": "string", "enum": ["account", "tree"] } }, "required": ["name", "from"] }, "default": [] }, "pool": { "type": "array", "items": { "type": "object", "additionalProperties": false, "properties": { "name": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, "prefix": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.-]{0,63}$" }, "directory": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" }, "sharing": { "type": "string", "enum": ["identity", "launch"], "default": "identity" }, "max_per_identity": { "type": "integer", "minimum": 1, "maximum": 9999 }, "strict_prefix": { "type": "boolean", "default": true }, "override_inconsistency": { "type": "boolean", "default": false }, "clean": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } }, "required": ["name", "prefix", "directory"] }, "default": [] }, "environment": { "type": "object", "additionalProperties": false, "properties": { "allow": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_*?][A-Za-z0-9_*?]{0,127}$" }, "minItems": 0, "uniqueItems": true, "default": ["LANG", "LANGUAGE", "LC_*", "TERM", "COLORTERM", "TZ"] }, "deny": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_*?][A-Za-z0-9_*?]{0,127}$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "set": { "type": "object", "additionalProperties": false, "patternProperties": { "^[A-Za-z_][A-Za-z0-9_]{0,127}$": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]*$" } }, "default": {} }, "path": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+(?::(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+)*$", "default": "/usr/local/bin:/usr/bin:/bin" }, "on_malformed": { "type": "string", "enum": ["drop", "refuse"], "default": "drop" }, "explicit": { "type": "string", "enum": ["any", "listed"], "default": "any" }, "max_size": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,8})(?:B|KiB|MiB)$", "default": "128KiB" } }, "required": [], "default": {} }, "launch": { "type": "object", "additionalProperties": false, "properties": { "cwd": { "type": "string", "pattern": "^(?:keep|home|temp|/|(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+)$", "default": "keep" }, "temp_directory": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$", "default": "/tmp" }, "umask": { "type": "string", "pattern": "^(?:keep|0[0-7]{3})$", "default": "0022" }, "limits": { "type": "object", "additionalProperties": false, "patternProperties": { "^(?:as|core|cpu|data|fsize|locks|memlock|msgqueue|nice|nofile|nproc|rss|rtprio|rttime|sigpending|stack)$": { "type": ["integer", "string"], "pattern": "^(?:unlimited|(?:0|[1-9][0-9]{0,17})(?:KiB|MiB|GiB)?)(?::(?:unlimited|(?:0|[1-9][0-9]{0,17})(?:KiB|MiB|GiB)?))?$", "minimum": 0, "maximum": 9007199254740991 } }, "default": {} }, "session": { "type": "string", "enum": ["auto", "new", "keep"], "default": "auto" }, "no_new_privs": { "type": "boolean", "default": false }, "grace": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$", "default": "0s" }, "target_proxy": { "type": "string", "enum": ["copy", "none"], "default": "copy" }, "exec_label": { "type": "string", "pattern": "^(?:selinux|apparmor):[^\\s]+$" } }, "required": [], "default": {} }, "ci": { "type": "object", "additionalProperties": false, "properties": { "token_variables": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]{0,127}$" }, "minItems": 1, "uniqueItems": true, "default": ["MAPEXEC_ID_TOKEN"] }, "runners": { "type": "array", "items": { "type": "string", "pattern": "^[0-9]{1,18}$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "expired_cleanup": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "15m" }, "data_dir": { "type": "string", "pattern": "^(?:\\{home\\}|/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)*$", "default": "{home}/.mapexec-ci" }, "builds": { "type": "string", "enum": ["project", "job"], "default": "project" }, "retention": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "7d" }, "group_readable": { "type": "boolean", "default": false }, "shell": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$", "default": "/bin/bash" }, "message": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]*$" }, "path": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+(?::(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+)*$" }, "stack": { "type": "string", "enum": ["hard", "keep"], "default": "hard" }, "kill_timeout": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "2m" }, "max_variable": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,8})(?:B|KiB|MiB)$", "default": "120KiB" }, "lease": { "type": "string", "enum": ["job", "identity"], "default": "job" }, "user_allowlist": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "user_blocklist": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "group_blocklist": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "group_allowlist": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "shell_allowlist": { "type": "array", "items": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "minimum_uid": { "type": "integer", "minimum": 1, "maximum": 4294967294, "default": 1e3 }, "allow_bots": { "type": "boolean", "default": false }, "pipeline_sources": { "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "protected_refs": { "type": "boolean", "default": false }, "project_allowlist": { "type": "array", "items": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]+$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "project_blocklist": { "type": "array", "items": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]+$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "fork_pipelines": { "type": "boolean", "default": false }, "nologin": { "type": "boolean", "default": true }, "stages": { "type": "array", "items": { "type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$" }, "minItems": 0, "uniqueItems": true, "default": [] }, "lists_before_runas": { "type": "boolean", "default": false }, "runas": { "type": "object", "additionalProperties": false, "properties": { "script": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" }, "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" }, "user_variable": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]{0,127}$" }, "environment": { "type": "object", "additionalProperties": false, "patternProperties": { "^[A-Za-z_][A-Za-z0-9_]{0,127}$": { "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]*$" } }, "default": {} }, "timeout": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$", "default": "5s" } }, "required": ["script"] } }, "required": [] }, "record": { "type": "object", "additionalProperties": false, "properties": { "directory": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$", "default": "/run/mapexec" }, "history_max_files": { "type": "integer", "minimum": 0, "maximum": 1e6, "default": 2e3 }, "history_max_age": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$", "default": "7d" }, "mode": { "type": "string", "pattern": "^0[0-7]{3}$", "default": "0644" } }, "required": [], "default": {} }, "log": { "type": "object", "additionalProperties": false, "properties": { "file": { "type": "string", "pattern": "^(?:none|(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+)$", "default": "/var/log/mapexec/audit.log" }, "syslog": { "type": "boolean", "default": true }, "syslog_socket": { "type": "string", "pattern": "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$", "default": "/dev/log" }, "on_failure": { "type": "string", "enum": ["refuse", "continue"], "default": "refuse" } }, "required": [], "default": {} } }, "required": ["service"] };
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
    var pattern29 = new RegExp("^https://[^\\s/?#@]+(?:/[^\\s?#]*)?$", "u");
    var pattern30 = new RegExp("^[^\\u0000-\\u001f\\u007f]+$", "u");
    var pattern34 = new RegExp("^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$", "u");
    var pattern64 = new RegExp("^(?:[A-Za-z0-9_.@-]|\\{[A-Za-z_][A-Za-z0-9_.:/-]*\\})+$", "u");
    var pattern68 = new RegExp("^[A-Za-z_][A-Za-z0-9_.-]{0,63}$", "u");
    var pattern73 = new RegExp("^[A-Za-z_][A-Za-z0-9_]{0,127}$", "u");
    var pattern75 = new RegExp("^[^\\u0000-\\u001f\\u007f]*$", "u");
    var pattern76 = new RegExp("^(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+(?::(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+)*$", "u");
    var pattern78 = new RegExp("^(?:keep|home|temp|/|(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+)$", "u");
    var pattern80 = new RegExp("^(?:keep|0[0-7]{3})$", "u");
    var pattern81 = new RegExp("^(?:as|core|cpu|data|fsize|locks|memlock|msgqueue|nice|nofile|nproc|rss|rtprio|rttime|sigpending|stack)$", "u");
    var pattern83 = new RegExp("^(?:unlimited|(?:0|[1-9][0-9]{0,17})(?:KiB|MiB|GiB)?)(?::(?:unlimited|(?:0|[1-9][0-9]{0,17})(?:KiB|MiB|GiB)?))?$", "u");
    var pattern85 = new RegExp("^(?:selinux|apparmor):[^\\s]+$", "u");
    var pattern87 = new RegExp("^[0-9]{1,18}$", "u");
    var pattern89 = new RegExp("^(?:\\{home\\}|/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)*$", "u");
    var pattern104 = new RegExp("^[a-z][a-z0-9_]{0,63}$", "u");
    var pattern106 = new RegExp("^[0-9a-f]{64}$", "u");
    var pattern114 = new RegExp("^0[0-7]{3}$", "u");
    var pattern115 = new RegExp("^(?:none|(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+)$", "u");
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
              for (const key7 in data62) {
                if (!(key7 === "socket" || key7 === "max_age" || key7 === "program")) {
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
            } else {
              const err145 = { instancePath: instancePath + "/authenticate/munge", schemaPath: "#/properties/authenticate/properties/munge/type", keyword: "type", params: { type: "object" } };
              if (vErrors === null) {
                vErrors = [err145];
              } else {
                vErrors.push(err145);
              }
              errors++;
            }
          }
          let data66 = data37.oidc;
          if (Array.isArray(data66)) {
            const len15 = data66.length;
            for (let i29 = 0; i29 < len15; i29++) {
              let data67 = data66[i29];
              if (data67 && typeof data67 == "object" && !Array.isArray(data67)) {
                if (data67.algorithms === void 0) {
                  data67.algorithms = ["RS256", "ES256"];
                }
                if (data67.leeway === void 0) {
                  data67.leeway = "30s";
                }
                if (data67.types === void 0) {
                  data67.types = ["JWT", "at+jwt"];
                }
                if (data67.require === void 0) {
                  data67.require = {};
                }
                if (data67.claims === void 0) {
                  data67.claims = {};
                }
                if (data67.keys_directory === void 0) {
                  data67.keys_directory = "/var/lib/mapexec/cache/jwks";
                }
                if (data67.keys_max_age === void 0) {
                  data67.keys_max_age = "1d";
                }
                if (data67.keys_max_stale === void 0) {
                  data67.keys_max_stale = "1d";
                }
                if (data67.fetch_timeout === void 0) {
                  data67.fetch_timeout = "5s";
                }
                if (data67.name === void 0) {
                  const err146 = { instancePath: instancePath + "/authenticate/oidc/" + i29, schemaPath: "#/properties/authenticate/properties/oidc/items/required", keyword: "required", params: { missingProperty: "name" } };
                  if (vErrors === null) {
                    vErrors = [err146];
                  } else {
                    vErrors.push(err146);
                  }
                  errors++;
                }
                if (data67.issuer === void 0) {
                  const err147 = { instancePath: instancePath + "/authenticate/oidc/" + i29, schemaPath: "#/properties/authenticate/properties/oidc/items/required", keyword: "required", params: { missingProperty: "issuer" } };
                  if (vErrors === null) {
                    vErrors = [err147];
                  } else {
                    vErrors.push(err147);
                  }
                  errors++;
                }
                if (data67.audience === void 0) {
                  const err148 = { instancePath: instancePath + "/authenticate/oidc/" + i29, schemaPath: "#/properties/authenticate/properties/oidc/items/required", keyword: "required", params: { missingProperty: "audience" } };
                  if (vErrors === null) {
                    vErrors = [err148];
                  } else {
                    vErrors.push(err148);
                  }
                  errors++;
                }
                for (const key8 in data67) {
                  if (!func2.call(schema11.properties.authenticate.properties.oidc.items.properties, key8)) {
                    const err149 = { instancePath: instancePath + "/authenticate/oidc/" + i29, schemaPath: "#/properties/authenticate/properties/oidc/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key8 } };
                    if (vErrors === null) {
                      vErrors = [err149];
                    } else {
                      vErrors.push(err149);
                    }
                    errors++;
                  }
                }
                if (data67.name !== void 0) {
                  let data68 = data67.name;
                  if (typeof data68 === "string") {
                    if (!pattern8.test(data68)) {
                      const err150 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/name", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/name/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" } };
                      if (vErrors === null) {
                        vErrors = [err150];
                      } else {
                        vErrors.push(err150);
                      }
                      errors++;
                    }
                  } else {
                    const err151 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/name", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/name/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err151];
                    } else {
                      vErrors.push(err151);
                    }
                    errors++;
                  }
                }
                if (data67.issuer !== void 0) {
                  let data69 = data67.issuer;
                  if (typeof data69 === "string") {
                    if (!pattern29.test(data69)) {
                      const err152 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/issuer", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/issuer/pattern", keyword: "pattern", params: { pattern: "^https://[^\\s/?#@]+(?:/[^\\s?#]*)?$" } };
                      if (vErrors === null) {
                        vErrors = [err152];
                      } else {
                        vErrors.push(err152);
                      }
                      errors++;
                    }
                  } else {
                    const err153 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/issuer", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/issuer/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err153];
                    } else {
                      vErrors.push(err153);
                    }
                    errors++;
                  }
                }
                if (data67.audience !== void 0) {
                  let data70 = data67.audience;
                  if (Array.isArray(data70)) {
                    if (data70.length < 1) {
                      const err154 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/audience", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/audience/minItems", keyword: "minItems", params: { limit: 1 } };
                      if (vErrors === null) {
                        vErrors = [err154];
                      } else {
                        vErrors.push(err154);
                      }
                      errors++;
                    }
                    const len16 = data70.length;
                    for (let i30 = 0; i30 < len16; i30++) {
                      let data71 = data70[i30];
                      if (typeof data71 === "string") {
                        if (!pattern30.test(data71)) {
                          const err155 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/audience/" + i30, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/audience/items/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]+$" } };
                          if (vErrors === null) {
                            vErrors = [err155];
                          } else {
                            vErrors.push(err155);
                          }
                          errors++;
                        }
                      } else {
                        const err156 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/audience/" + i30, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/audience/items/type", keyword: "type", params: { type: "string" } };
                        if (vErrors === null) {
                          vErrors = [err156];
                        } else {
                          vErrors.push(err156);
                        }
                        errors++;
                      }
                    }
                    let i31 = data70.length;
                    let j14;
                    if (i31 > 1) {
                      const indices14 = {};
                      for (; i31--; ) {
                        let item14 = data70[i31];
                        if (typeof item14 !== "string") {
                          continue;
                        }
                        if (typeof indices14[item14] == "number") {
                          j14 = indices14[item14];
                          const err157 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/audience", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/audience/uniqueItems", keyword: "uniqueItems", params: { i: i31, j: j14 } };
                          if (vErrors === null) {
                            vErrors = [err157];
                          } else {
                            vErrors.push(err157);
                          }
                          errors++;
                          break;
                        }
                        indices14[item14] = i31;
                      }
                    }
                  } else {
                    const err158 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/audience", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/audience/type", keyword: "type", params: { type: "array" } };
                    if (vErrors === null) {
                      vErrors = [err158];
                    } else {
                      vErrors.push(err158);
                    }
                    errors++;
                  }
                }
                let data72 = data67.algorithms;
                if (Array.isArray(data72)) {
                  if (data72.length < 1) {
                    const err159 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/algorithms", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/algorithms/minItems", keyword: "minItems", params: { limit: 1 } };
                    if (vErrors === null) {
                      vErrors = [err159];
                    } else {
                      vErrors.push(err159);
                    }
                    errors++;
                  }
                  const len17 = data72.length;
                  for (let i32 = 0; i32 < len17; i32++) {
                    let data73 = data72[i32];
                    if (typeof data73 !== "string") {
                      const err160 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/algorithms/" + i32, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/algorithms/items/type", keyword: "type", params: { type: "string" } };
                      if (vErrors === null) {
                        vErrors = [err160];
                      } else {
                        vErrors.push(err160);
                      }
                      errors++;
                    }
                    if (!(data73 === "RS256" || data73 === "RS384" || data73 === "RS512" || data73 === "PS256" || data73 === "PS384" || data73 === "PS512" || data73 === "ES256" || data73 === "ES384" || data73 === "ES512" || data73 === "EdDSA")) {
                      const err161 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/algorithms/" + i32, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/algorithms/items/enum", keyword: "enum", params: { allowedValues: schema11.properties.authenticate.properties.oidc.items.properties.algorithms.items.enum } };
                      if (vErrors === null) {
                        vErrors = [err161];
                      } else {
                        vErrors.push(err161);
                      }
                      errors++;
                    }
                  }
                  let i33 = data72.length;
                  let j15;
                  if (i33 > 1) {
                    const indices15 = {};
                    for (; i33--; ) {
                      let item15 = data72[i33];
                      if (typeof item15 !== "string") {
                        continue;
                      }
                      if (typeof indices15[item15] == "number") {
                        j15 = indices15[item15];
                        const err162 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/algorithms", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/algorithms/uniqueItems", keyword: "uniqueItems", params: { i: i33, j: j15 } };
                        if (vErrors === null) {
                          vErrors = [err162];
                        } else {
                          vErrors.push(err162);
                        }
                        errors++;
                        break;
                      }
                      indices15[item15] = i33;
                    }
                  }
                } else {
                  const err163 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/algorithms", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/algorithms/type", keyword: "type", params: { type: "array" } };
                  if (vErrors === null) {
                    vErrors = [err163];
                  } else {
                    vErrors.push(err163);
                  }
                  errors++;
                }
                if (data67.jwks_file !== void 0) {
                  let data74 = data67.jwks_file;
                  if (typeof data74 === "string") {
                    if (!pattern16.test(data74)) {
                      const err164 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/jwks_file", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/jwks_file/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
                      if (vErrors === null) {
                        vErrors = [err164];
                      } else {
                        vErrors.push(err164);
                      }
                      errors++;
                    }
                  } else {
                    const err165 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/jwks_file", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/jwks_file/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err165];
                    } else {
                      vErrors.push(err165);
                    }
                    errors++;
                  }
                }
                if (data67.jwks_url !== void 0) {
                  let data75 = data67.jwks_url;
                  if (typeof data75 === "string") {
                    if (!pattern29.test(data75)) {
                      const err166 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/jwks_url", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/jwks_url/pattern", keyword: "pattern", params: { pattern: "^https://[^\\s/?#@]+(?:/[^\\s?#]*)?$" } };
                      if (vErrors === null) {
                        vErrors = [err166];
                      } else {
                        vErrors.push(err166);
                      }
                      errors++;
                    }
                  } else {
                    const err167 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/jwks_url", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/jwks_url/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err167];
                    } else {
                      vErrors.push(err167);
                    }
                    errors++;
                  }
                }
                if (data67.ca_file !== void 0) {
                  let data76 = data67.ca_file;
                  if (typeof data76 === "string") {
                    if (!pattern16.test(data76)) {
                      const err168 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/ca_file", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/ca_file/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
                      if (vErrors === null) {
                        vErrors = [err168];
                      } else {
                        vErrors.push(err168);
                      }
                      errors++;
                    }
                  } else {
                    const err169 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/ca_file", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/ca_file/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err169];
                    } else {
                      vErrors.push(err169);
                    }
                    errors++;
                  }
                }
                if (data67.subject_claim !== void 0) {
                  let data77 = data67.subject_claim;
                  if (typeof data77 === "string") {
                    if (!pattern34.test(data77)) {
                      const err170 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/subject_claim", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/subject_claim/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                      if (vErrors === null) {
                        vErrors = [err170];
                      } else {
                        vErrors.push(err170);
                      }
                      errors++;
                    }
                  } else {
                    const err171 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/subject_claim", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/subject_claim/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err171];
                    } else {
                      vErrors.push(err171);
                    }
                    errors++;
                  }
                }
                if (data67.user_claim !== void 0) {
                  let data78 = data67.user_claim;
                  if (typeof data78 === "string") {
                    if (!pattern34.test(data78)) {
                      const err172 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/user_claim", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/user_claim/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                      if (vErrors === null) {
                        vErrors = [err172];
                      } else {
                        vErrors.push(err172);
                      }
                      errors++;
                    }
                  } else {
                    const err173 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/user_claim", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/user_claim/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err173];
                    } else {
                      vErrors.push(err173);
                    }
                    errors++;
                  }
                }
                if (data67.groups_claim !== void 0) {
                  let data79 = data67.groups_claim;
                  if (typeof data79 === "string") {
                    if (!pattern34.test(data79)) {
                      const err174 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/groups_claim", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/groups_claim/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                      if (vErrors === null) {
                        vErrors = [err174];
                      } else {
                        vErrors.push(err174);
                      }
                      errors++;
                    }
                  } else {
                    const err175 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/groups_claim", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/groups_claim/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err175];
                    } else {
                      vErrors.push(err175);
                    }
                    errors++;
                  }
                }
                let data80 = data67.leeway;
                if (typeof data80 === "string") {
                  if (!pattern20.test(data80)) {
                    const err176 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/leeway", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/leeway/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
                    if (vErrors === null) {
                      vErrors = [err176];
                    } else {
                      vErrors.push(err176);
                    }
                    errors++;
                  }
                } else {
                  const err177 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/leeway", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/leeway/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err177];
                  } else {
                    vErrors.push(err177);
                  }
                  errors++;
                }
                let data81 = data67.types;
                if (Array.isArray(data81)) {
                  if (data81.length < 0) {
                    const err178 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/types", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/types/minItems", keyword: "minItems", params: { limit: 0 } };
                    if (vErrors === null) {
                      vErrors = [err178];
                    } else {
                      vErrors.push(err178);
                    }
                    errors++;
                  }
                  const len18 = data81.length;
                  for (let i34 = 0; i34 < len18; i34++) {
                    let data82 = data81[i34];
                    if (typeof data82 === "string") {
                      if (!pattern30.test(data82)) {
                        const err179 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/types/" + i34, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/types/items/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]+$" } };
                        if (vErrors === null) {
                          vErrors = [err179];
                        } else {
                          vErrors.push(err179);
                        }
                        errors++;
                      }
                    } else {
                      const err180 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/types/" + i34, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/types/items/type", keyword: "type", params: { type: "string" } };
                      if (vErrors === null) {
                        vErrors = [err180];
                      } else {
                        vErrors.push(err180);
                      }
                      errors++;
                    }
                  }
                  let i35 = data81.length;
                  let j16;
                  if (i35 > 1) {
                    const indices16 = {};
                    for (; i35--; ) {
                      let item16 = data81[i35];
                      if (typeof item16 !== "string") {
                        continue;
                      }
                      if (typeof indices16[item16] == "number") {
                        j16 = indices16[item16];
                        const err181 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/types", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/types/uniqueItems", keyword: "uniqueItems", params: { i: i35, j: j16 } };
                        if (vErrors === null) {
                          vErrors = [err181];
                        } else {
                          vErrors.push(err181);
                        }
                        errors++;
                        break;
                      }
                      indices16[item16] = i35;
                    }
                  }
                } else {
                  const err182 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/types", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/types/type", keyword: "type", params: { type: "array" } };
                  if (vErrors === null) {
                    vErrors = [err182];
                  } else {
                    vErrors.push(err182);
                  }
                  errors++;
                }
                if (data67.max_lifetime !== void 0) {
                  let data83 = data67.max_lifetime;
                  if (typeof data83 === "string") {
                    if (!pattern20.test(data83)) {
                      const err183 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/max_lifetime", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/max_lifetime/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
                      if (vErrors === null) {
                        vErrors = [err183];
                      } else {
                        vErrors.push(err183);
                      }
                      errors++;
                    }
                  } else {
                    const err184 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/max_lifetime", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/max_lifetime/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err184];
                    } else {
                      vErrors.push(err184);
                    }
                    errors++;
                  }
                }
                let data84 = data67.require;
                if (data84 && typeof data84 == "object" && !Array.isArray(data84)) {
                  for (const key9 in data84) {
                    if (!pattern34.test(key9)) {
                      const err185 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/require", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/require/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key9 } };
                      if (vErrors === null) {
                        vErrors = [err185];
                      } else {
                        vErrors.push(err185);
                      }
                      errors++;
                    }
                  }
                  for (const key10 in data84) {
                    if (pattern34.test(key10)) {
                      let data85 = data84[key10];
                      if (Array.isArray(data85)) {
                        if (data85.length < 1) {
                          const err186 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/require/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/authenticate/properties/oidc/items/properties/require/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_.%3A~1-%5D%7B0%2C127%7D%24/minItems", keyword: "minItems", params: { limit: 1 } };
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
                            if (!pattern30.test(data86)) {
                              const err187 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/require/" + key10.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i36, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/require/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_.%3A~1-%5D%7B0%2C127%7D%24/items/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]+$" } };
                              if (vErrors === null) {
                                vErrors = [err187];
                              } else {
                                vErrors.push(err187);
                              }
                              errors++;
                            }
                          } else {
                            const err188 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/require/" + key10.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i36, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/require/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_.%3A~1-%5D%7B0%2C127%7D%24/items/type", keyword: "type", params: { type: "string" } };
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
                              const err189 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/require/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/authenticate/properties/oidc/items/properties/require/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_.%3A~1-%5D%7B0%2C127%7D%24/uniqueItems", keyword: "uniqueItems", params: { i: i37, j: j17 } };
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
                        const err190 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/require/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/authenticate/properties/oidc/items/properties/require/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_.%3A~1-%5D%7B0%2C127%7D%24/type", keyword: "type", params: { type: "array" } };
                        if (vErrors === null) {
                          vErrors = [err190];
                        } else {
                          vErrors.push(err190);
                        }
                        errors++;
                      }
                    }
                  }
                } else {
                  const err191 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/require", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/require/type", keyword: "type", params: { type: "object" } };
                  if (vErrors === null) {
                    vErrors = [err191];
                  } else {
                    vErrors.push(err191);
                  }
                  errors++;
                }
                let data87 = data67.claims;
                if (data87 && typeof data87 == "object" && !Array.isArray(data87)) {
                  if (data87.project === void 0) {
                    data87.project = ["job_project_path", "project_path"];
                  }
                  if (data87.project_id === void 0) {
                    data87.project_id = ["job_project_id", "project_id"];
                  }
                  if (data87.source === void 0) {
                    data87.source = "pipeline_source";
                  }
                  if (data87.protected_ref === void 0) {
                    data87.protected_ref = "ref_protected";
                  }
                  if (data87.job === void 0) {
                    data87.job = "job_id";
                  }
                  if (data87.pipeline === void 0) {
                    data87.pipeline = "pipeline_id";
                  }
                  if (data87.runner === void 0) {
                    data87.runner = "runner_id";
                  }
                  for (const key11 in data87) {
                    if (!(key11 === "user_id" || key11 === "project" || key11 === "project_id" || key11 === "source" || key11 === "protected_ref" || key11 === "job" || key11 === "pipeline" || key11 === "runner")) {
                      const err192 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key11 } };
                      if (vErrors === null) {
                        vErrors = [err192];
                      } else {
                        vErrors.push(err192);
                      }
                      errors++;
                    }
                  }
                  if (data87.user_id !== void 0) {
                    let data88 = data87.user_id;
                    if (typeof data88 === "string") {
                      if (!pattern34.test(data88)) {
                        const err193 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/user_id", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/user_id/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                        if (vErrors === null) {
                          vErrors = [err193];
                        } else {
                          vErrors.push(err193);
                        }
                        errors++;
                      }
                    } else {
                      const err194 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/user_id", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/user_id/type", keyword: "type", params: { type: "string" } };
                      if (vErrors === null) {
                        vErrors = [err194];
                      } else {
                        vErrors.push(err194);
                      }
                      errors++;
                    }
                  }
                  let data89 = data87.project;
                  if (Array.isArray(data89)) {
                    if (data89.length < 1) {
                      const err195 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/project", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project/minItems", keyword: "minItems", params: { limit: 1 } };
                      if (vErrors === null) {
                        vErrors = [err195];
                      } else {
                        vErrors.push(err195);
                      }
                      errors++;
                    }
                    const len20 = data89.length;
                    for (let i38 = 0; i38 < len20; i38++) {
                      let data90 = data89[i38];
                      if (typeof data90 === "string") {
                        if (!pattern34.test(data90)) {
                          const err196 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/project/" + i38, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                          if (vErrors === null) {
                            vErrors = [err196];
                          } else {
                            vErrors.push(err196);
                          }
                          errors++;
                        }
                      } else {
                        const err197 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/project/" + i38, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project/items/type", keyword: "type", params: { type: "string" } };
                        if (vErrors === null) {
                          vErrors = [err197];
                        } else {
                          vErrors.push(err197);
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
                          const err198 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/project", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project/uniqueItems", keyword: "uniqueItems", params: { i: i39, j: j18 } };
                          if (vErrors === null) {
                            vErrors = [err198];
                          } else {
                            vErrors.push(err198);
                          }
                          errors++;
                          break;
                        }
                        indices18[item18] = i39;
                      }
                    }
                  } else {
                    const err199 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/project", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project/type", keyword: "type", params: { type: "array" } };
                    if (vErrors === null) {
                      vErrors = [err199];
                    } else {
                      vErrors.push(err199);
                    }
                    errors++;
                  }
                  let data91 = data87.project_id;
                  if (Array.isArray(data91)) {
                    if (data91.length < 1) {
                      const err200 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/project_id", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project_id/minItems", keyword: "minItems", params: { limit: 1 } };
                      if (vErrors === null) {
                        vErrors = [err200];
                      } else {
                        vErrors.push(err200);
                      }
                      errors++;
                    }
                    const len21 = data91.length;
                    for (let i40 = 0; i40 < len21; i40++) {
                      let data92 = data91[i40];
                      if (typeof data92 === "string") {
                        if (!pattern34.test(data92)) {
                          const err201 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/project_id/" + i40, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project_id/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                          if (vErrors === null) {
                            vErrors = [err201];
                          } else {
                            vErrors.push(err201);
                          }
                          errors++;
                        }
                      } else {
                        const err202 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/project_id/" + i40, schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project_id/items/type", keyword: "type", params: { type: "string" } };
                        if (vErrors === null) {
                          vErrors = [err202];
                        } else {
                          vErrors.push(err202);
                        }
                        errors++;
                      }
                    }
                    let i41 = data91.length;
                    let j19;
                    if (i41 > 1) {
                      const indices19 = {};
                      for (; i41--; ) {
                        let item19 = data91[i41];
                        if (typeof item19 !== "string") {
                          continue;
                        }
                        if (typeof indices19[item19] == "number") {
                          j19 = indices19[item19];
                          const err203 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/project_id", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project_id/uniqueItems", keyword: "uniqueItems", params: { i: i41, j: j19 } };
                          if (vErrors === null) {
                            vErrors = [err203];
                          } else {
                            vErrors.push(err203);
                          }
                          errors++;
                          break;
                        }
                        indices19[item19] = i41;
                      }
                    }
                  } else {
                    const err204 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/project_id", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/project_id/type", keyword: "type", params: { type: "array" } };
                    if (vErrors === null) {
                      vErrors = [err204];
                    } else {
                      vErrors.push(err204);
                    }
                    errors++;
                  }
                  let data93 = data87.source;
                  if (typeof data93 === "string") {
                    if (!pattern34.test(data93)) {
                      const err205 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/source", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/source/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                      if (vErrors === null) {
                        vErrors = [err205];
                      } else {
                        vErrors.push(err205);
                      }
                      errors++;
                    }
                  } else {
                    const err206 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/source", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/source/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err206];
                    } else {
                      vErrors.push(err206);
                    }
                    errors++;
                  }
                  let data94 = data87.protected_ref;
                  if (typeof data94 === "string") {
                    if (!pattern34.test(data94)) {
                      const err207 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/protected_ref", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/protected_ref/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                      if (vErrors === null) {
                        vErrors = [err207];
                      } else {
                        vErrors.push(err207);
                      }
                      errors++;
                    }
                  } else {
                    const err208 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/protected_ref", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/protected_ref/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err208];
                    } else {
                      vErrors.push(err208);
                    }
                    errors++;
                  }
                  let data95 = data87.job;
                  if (typeof data95 === "string") {
                    if (!pattern34.test(data95)) {
                      const err209 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/job", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/job/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                      if (vErrors === null) {
                        vErrors = [err209];
                      } else {
                        vErrors.push(err209);
                      }
                      errors++;
                    }
                  } else {
                    const err210 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/job", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/job/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err210];
                    } else {
                      vErrors.push(err210);
                    }
                    errors++;
                  }
                  let data96 = data87.pipeline;
                  if (typeof data96 === "string") {
                    if (!pattern34.test(data96)) {
                      const err211 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/pipeline", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/pipeline/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                      if (vErrors === null) {
                        vErrors = [err211];
                      } else {
                        vErrors.push(err211);
                      }
                      errors++;
                    }
                  } else {
                    const err212 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/pipeline", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/pipeline/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err212];
                    } else {
                      vErrors.push(err212);
                    }
                    errors++;
                  }
                  let data97 = data87.runner;
                  if (typeof data97 === "string") {
                    if (!pattern34.test(data97)) {
                      const err213 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/runner", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/runner/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$" } };
                      if (vErrors === null) {
                        vErrors = [err213];
                      } else {
                        vErrors.push(err213);
                      }
                      errors++;
                    }
                  } else {
                    const err214 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims/runner", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/properties/runner/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err214];
                    } else {
                      vErrors.push(err214);
                    }
                    errors++;
                  }
                } else {
                  const err215 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/claims", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/claims/type", keyword: "type", params: { type: "object" } };
                  if (vErrors === null) {
                    vErrors = [err215];
                  } else {
                    vErrors.push(err215);
                  }
                  errors++;
                }
                let data98 = data67.keys_directory;
                if (typeof data98 === "string") {
                  if (!pattern1.test(data98)) {
                    const err216 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/keys_directory", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/keys_directory/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" } };
                    if (vErrors === null) {
                      vErrors = [err216];
                    } else {
                      vErrors.push(err216);
                    }
                    errors++;
                  }
                } else {
                  const err217 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/keys_directory", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/keys_directory/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err217];
                  } else {
                    vErrors.push(err217);
                  }
                  errors++;
                }
                let data99 = data67.keys_max_age;
                if (typeof data99 === "string") {
                  if (!pattern20.test(data99)) {
                    const err218 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/keys_max_age", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/keys_max_age/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
                    if (vErrors === null) {
                      vErrors = [err218];
                    } else {
                      vErrors.push(err218);
                    }
                    errors++;
                  }
                } else {
                  const err219 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/keys_max_age", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/keys_max_age/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err219];
                  } else {
                    vErrors.push(err219);
                  }
                  errors++;
                }
                let data100 = data67.keys_max_stale;
                if (typeof data100 === "string") {
                  if (!pattern20.test(data100)) {
                    const err220 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/keys_max_stale", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/keys_max_stale/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
                    if (vErrors === null) {
                      vErrors = [err220];
                    } else {
                      vErrors.push(err220);
                    }
                    errors++;
                  }
                } else {
                  const err221 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/keys_max_stale", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/keys_max_stale/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err221];
                  } else {
                    vErrors.push(err221);
                  }
                  errors++;
                }
                let data101 = data67.fetch_timeout;
                if (typeof data101 === "string") {
                  if (!pattern2.test(data101)) {
                    const err222 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/fetch_timeout", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/fetch_timeout/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$" } };
                    if (vErrors === null) {
                      vErrors = [err222];
                    } else {
                      vErrors.push(err222);
                    }
                    errors++;
                  }
                } else {
                  const err223 = { instancePath: instancePath + "/authenticate/oidc/" + i29 + "/fetch_timeout", schemaPath: "#/properties/authenticate/properties/oidc/items/properties/fetch_timeout/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err223];
                  } else {
                    vErrors.push(err223);
                  }
                  errors++;
                }
              } else {
                const err224 = { instancePath: instancePath + "/authenticate/oidc/" + i29, schemaPath: "#/properties/authenticate/properties/oidc/items/type", keyword: "type", params: { type: "object" } };
                if (vErrors === null) {
                  vErrors = [err224];
                } else {
                  vErrors.push(err224);
                }
                errors++;
              }
            }
          } else {
            const err225 = { instancePath: instancePath + "/authenticate/oidc", schemaPath: "#/properties/authenticate/properties/oidc/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err225];
            } else {
              vErrors.push(err225);
            }
            errors++;
          }
          if (typeof data37.unix !== "boolean") {
            const err226 = { instancePath: instancePath + "/authenticate/unix", schemaPath: "#/properties/authenticate/properties/unix/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err226];
            } else {
              vErrors.push(err226);
            }
            errors++;
          }
        } else {
          const err227 = { instancePath: instancePath + "/authenticate", schemaPath: "#/properties/authenticate/type", keyword: "type", params: { type: "object" } };
          if (vErrors === null) {
            vErrors = [err227];
          } else {
            vErrors.push(err227);
          }
          errors++;
        }
        let data103 = data.authorize;
        if (data103 && typeof data103 == "object" && !Array.isArray(data103)) {
          if (data103.ban_dn === void 0) {
            data103.ban_dn = [];
          }
          if (data103.ban_fqan === void 0) {
            data103.ban_fqan = [];
          }
          if (data103.ban_subject === void 0) {
            data103.ban_subject = [];
          }
          if (data103.allow_dn === void 0) {
            data103.allow_dn = [];
          }
          if (data103.allow_fqan === void 0) {
            data103.allow_fqan = [];
          }
          for (const key12 in data103) {
            if (!(key12 === "ban_dn" || key12 === "ban_fqan" || key12 === "ban_subject" || key12 === "allow_dn" || key12 === "allow_fqan")) {
              const err228 = { instancePath: instancePath + "/authorize", schemaPath: "#/properties/authorize/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key12 } };
              if (vErrors === null) {
                vErrors = [err228];
              } else {
                vErrors.push(err228);
              }
              errors++;
            }
          }
          let data104 = data103.ban_dn;
          if (Array.isArray(data104)) {
            if (data104.length < 0) {
              const err229 = { instancePath: instancePath + "/authorize/ban_dn", schemaPath: "#/properties/authorize/properties/ban_dn/minItems", keyword: "minItems", params: { limit: 0 } };
              if (vErrors === null) {
                vErrors = [err229];
              } else {
                vErrors.push(err229);
              }
              errors++;
            }
            const len22 = data104.length;
            for (let i42 = 0; i42 < len22; i42++) {
              let data105 = data104[i42];
              if (typeof data105 === "string") {
                if (!pattern16.test(data105)) {
                  const err230 = { instancePath: instancePath + "/authorize/ban_dn/" + i42, schemaPath: "#/properties/authorize/properties/ban_dn/items/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
                  if (vErrors === null) {
                    vErrors = [err230];
                  } else {
                    vErrors.push(err230);
                  }
                  errors++;
                }
              } else {
                const err231 = { instancePath: instancePath + "/authorize/ban_dn/" + i42, schemaPath: "#/properties/authorize/properties/ban_dn/items/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err231];
                } else {
                  vErrors.push(err231);
                }
                errors++;
              }
            }
            let i43 = data104.length;
            let j20;
            if (i43 > 1) {
              const indices20 = {};
              for (; i43--; ) {
                let item20 = data104[i43];
                if (typeof item20 !== "string") {
                  continue;
                }
                if (typeof indices20[item20] == "number") {
                  j20 = indices20[item20];
                  const err232 = { instancePath: instancePath + "/authorize/ban_dn", schemaPath: "#/properties/authorize/properties/ban_dn/uniqueItems", keyword: "uniqueItems", params: { i: i43, j: j20 } };
                  if (vErrors === null) {
                    vErrors = [err232];
                  } else {
                    vErrors.push(err232);
                  }
                  errors++;
                  break;
                }
                indices20[item20] = i43;
              }
            }
          } else {
            const err233 = { instancePath: instancePath + "/authorize/ban_dn", schemaPath: "#/properties/authorize/properties/ban_dn/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err233];
            } else {
              vErrors.push(err233);
            }
            errors++;
          }
          let data106 = data103.ban_fqan;
          if (Array.isArray(data106)) {
            if (data106.length < 0) {
              const err234 = { instancePath: instancePath + "/authorize/ban_fqan", schemaPath: "#/properties/authorize/properties/ban_fqan/minItems", keyword: "minItems", params: { limit: 0 } };
              if (vErrors === null) {
                vErrors = [err234];
              } else {
                vErrors.push(err234);
              }
              errors++;
            }
            const len23 = data106.length;
            for (let i44 = 0; i44 < len23; i44++) {
              let data107 = data106[i44];
              if (typeof data107 === "string") {
                if (!pattern16.test(data107)) {
                  const err235 = { instancePath: instancePath + "/authorize/ban_fqan/" + i44, schemaPath: "#/properties/authorize/properties/ban_fqan/items/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
                  if (vErrors === null) {
                    vErrors = [err235];
                  } else {
                    vErrors.push(err235);
                  }
                  errors++;
                }
              } else {
                const err236 = { instancePath: instancePath + "/authorize/ban_fqan/" + i44, schemaPath: "#/properties/authorize/properties/ban_fqan/items/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err236];
                } else {
                  vErrors.push(err236);
                }
                errors++;
              }
            }
            let i45 = data106.length;
            let j21;
            if (i45 > 1) {
              const indices21 = {};
              for (; i45--; ) {
                let item21 = data106[i45];
                if (typeof item21 !== "string") {
                  continue;
                }
                if (typeof indices21[item21] == "number") {
                  j21 = indices21[item21];
                  const err237 = { instancePath: instancePath + "/authorize/ban_fqan", schemaPath: "#/properties/authorize/properties/ban_fqan/uniqueItems", keyword: "uniqueItems", params: { i: i45, j: j21 } };
                  if (vErrors === null) {
                    vErrors = [err237];
                  } else {
                    vErrors.push(err237);
                  }
                  errors++;
                  break;
                }
                indices21[item21] = i45;
              }
            }
          } else {
            const err238 = { instancePath: instancePath + "/authorize/ban_fqan", schemaPath: "#/properties/authorize/properties/ban_fqan/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err238];
            } else {
              vErrors.push(err238);
            }
            errors++;
          }
          let data108 = data103.ban_subject;
          if (Array.isArray(data108)) {
            if (data108.length < 0) {
              const err239 = { instancePath: instancePath + "/authorize/ban_subject", schemaPath: "#/properties/authorize/properties/ban_subject/minItems", keyword: "minItems", params: { limit: 0 } };
              if (vErrors === null) {
                vErrors = [err239];
              } else {
                vErrors.push(err239);
              }
              errors++;
            }
            const len24 = data108.length;
            for (let i46 = 0; i46 < len24; i46++) {
              let data109 = data108[i46];
              if (typeof data109 === "string") {
                if (!pattern16.test(data109)) {
                  const err240 = { instancePath: instancePath + "/authorize/ban_subject/" + i46, schemaPath: "#/properties/authorize/properties/ban_subject/items/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
                  if (vErrors === null) {
                    vErrors = [err240];
                  } else {
                    vErrors.push(err240);
                  }
                  errors++;
                }
              } else {
                const err241 = { instancePath: instancePath + "/authorize/ban_subject/" + i46, schemaPath: "#/properties/authorize/properties/ban_subject/items/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err241];
                } else {
                  vErrors.push(err241);
                }
                errors++;
              }
            }
            let i47 = data108.length;
            let j22;
            if (i47 > 1) {
              const indices22 = {};
              for (; i47--; ) {
                let item22 = data108[i47];
                if (typeof item22 !== "string") {
                  continue;
                }
                if (typeof indices22[item22] == "number") {
                  j22 = indices22[item22];
                  const err242 = { instancePath: instancePath + "/authorize/ban_subject", schemaPath: "#/properties/authorize/properties/ban_subject/uniqueItems", keyword: "uniqueItems", params: { i: i47, j: j22 } };
                  if (vErrors === null) {
                    vErrors = [err242];
                  } else {
                    vErrors.push(err242);
                  }
                  errors++;
                  break;
                }
                indices22[item22] = i47;
              }
            }
          } else {
            const err243 = { instancePath: instancePath + "/authorize/ban_subject", schemaPath: "#/properties/authorize/properties/ban_subject/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err243];
            } else {
              vErrors.push(err243);
            }
            errors++;
          }
          let data110 = data103.allow_dn;
          if (Array.isArray(data110)) {
            if (data110.length < 0) {
              const err244 = { instancePath: instancePath + "/authorize/allow_dn", schemaPath: "#/properties/authorize/properties/allow_dn/minItems", keyword: "minItems", params: { limit: 0 } };
              if (vErrors === null) {
                vErrors = [err244];
              } else {
                vErrors.push(err244);
              }
              errors++;
            }
            const len25 = data110.length;
            for (let i48 = 0; i48 < len25; i48++) {
              let data111 = data110[i48];
              if (typeof data111 === "string") {
                if (!pattern16.test(data111)) {
                  const err245 = { instancePath: instancePath + "/authorize/allow_dn/" + i48, schemaPath: "#/properties/authorize/properties/allow_dn/items/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
                  if (vErrors === null) {
                    vErrors = [err245];
                  } else {
                    vErrors.push(err245);
                  }
                  errors++;
                }
              } else {
                const err246 = { instancePath: instancePath + "/authorize/allow_dn/" + i48, schemaPath: "#/properties/authorize/properties/allow_dn/items/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err246];
                } else {
                  vErrors.push(err246);
                }
                errors++;
              }
            }
            let i49 = data110.length;
            let j23;
            if (i49 > 1) {
              const indices23 = {};
              for (; i49--; ) {
                let item23 = data110[i49];
                if (typeof item23 !== "string") {
                  continue;
                }
                if (typeof indices23[item23] == "number") {
                  j23 = indices23[item23];
                  const err247 = { instancePath: instancePath + "/authorize/allow_dn", schemaPath: "#/properties/authorize/properties/allow_dn/uniqueItems", keyword: "uniqueItems", params: { i: i49, j: j23 } };
                  if (vErrors === null) {
                    vErrors = [err247];
                  } else {
                    vErrors.push(err247);
                  }
                  errors++;
                  break;
                }
                indices23[item23] = i49;
              }
            }
          } else {
            const err248 = { instancePath: instancePath + "/authorize/allow_dn", schemaPath: "#/properties/authorize/properties/allow_dn/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err248];
            } else {
              vErrors.push(err248);
            }
            errors++;
          }
          let data112 = data103.allow_fqan;
          if (Array.isArray(data112)) {
            if (data112.length < 0) {
              const err249 = { instancePath: instancePath + "/authorize/allow_fqan", schemaPath: "#/properties/authorize/properties/allow_fqan/minItems", keyword: "minItems", params: { limit: 0 } };
              if (vErrors === null) {
                vErrors = [err249];
              } else {
                vErrors.push(err249);
              }
              errors++;
            }
            const len26 = data112.length;
            for (let i50 = 0; i50 < len26; i50++) {
              let data113 = data112[i50];
              if (typeof data113 === "string") {
                if (!pattern16.test(data113)) {
                  const err250 = { instancePath: instancePath + "/authorize/allow_fqan/" + i50, schemaPath: "#/properties/authorize/properties/allow_fqan/items/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
                  if (vErrors === null) {
                    vErrors = [err250];
                  } else {
                    vErrors.push(err250);
                  }
                  errors++;
                }
              } else {
                const err251 = { instancePath: instancePath + "/authorize/allow_fqan/" + i50, schemaPath: "#/properties/authorize/properties/allow_fqan/items/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err251];
                } else {
                  vErrors.push(err251);
                }
                errors++;
              }
            }
            let i51 = data112.length;
            let j24;
            if (i51 > 1) {
              const indices24 = {};
              for (; i51--; ) {
                let item24 = data112[i51];
                if (typeof item24 !== "string") {
                  continue;
                }
                if (typeof indices24[item24] == "number") {
                  j24 = indices24[item24];
                  const err252 = { instancePath: instancePath + "/authorize/allow_fqan", schemaPath: "#/properties/authorize/properties/allow_fqan/uniqueItems", keyword: "uniqueItems", params: { i: i51, j: j24 } };
                  if (vErrors === null) {
                    vErrors = [err252];
                  } else {
                    vErrors.push(err252);
                  }
                  errors++;
                  break;
                }
                indices24[item24] = i51;
              }
            }
          } else {
            const err253 = { instancePath: instancePath + "/authorize/allow_fqan", schemaPath: "#/properties/authorize/properties/allow_fqan/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err253];
            } else {
              vErrors.push(err253);
            }
            errors++;
          }
        } else {
          const err254 = { instancePath: instancePath + "/authorize", schemaPath: "#/properties/authorize/type", keyword: "type", params: { type: "object" } };
          if (vErrors === null) {
            vErrors = [err254];
          } else {
            vErrors.push(err254);
          }
          errors++;
        }
        let data114 = data.map;
        if (Array.isArray(data114)) {
          const len27 = data114.length;
          for (let i52 = 0; i52 < len27; i52++) {
            let data115 = data114[i52];
            if (data115 && typeof data115 == "object" && !Array.isArray(data115)) {
              if (data115.credentials === void 0) {
                data115.credentials = [];
              }
              if (data115.groups === void 0) {
                data115.groups = "account";
              }
              if (data115.name === void 0) {
                const err255 = { instancePath: instancePath + "/map/" + i52, schemaPath: "#/properties/map/items/required", keyword: "required", params: { missingProperty: "name" } };
                if (vErrors === null) {
                  vErrors = [err255];
                } else {
                  vErrors.push(err255);
                }
                errors++;
              }
              if (data115.from === void 0) {
                const err256 = { instancePath: instancePath + "/map/" + i52, schemaPath: "#/properties/map/items/required", keyword: "required", params: { missingProperty: "from" } };
                if (vErrors === null) {
                  vErrors = [err256];
                } else {
                  vErrors.push(err256);
                }
                errors++;
              }
              for (const key13 in data115) {
                if (!func2.call(schema11.properties.map.items.properties, key13)) {
                  const err257 = { instancePath: instancePath + "/map/" + i52, schemaPath: "#/properties/map/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key13 } };
                  if (vErrors === null) {
                    vErrors = [err257];
                  } else {
                    vErrors.push(err257);
                  }
                  errors++;
                }
              }
              if (data115.name !== void 0) {
                let data116 = data115.name;
                if (typeof data116 === "string") {
                  if (!pattern8.test(data116)) {
                    const err258 = { instancePath: instancePath + "/map/" + i52 + "/name", schemaPath: "#/properties/map/items/properties/name/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" } };
                    if (vErrors === null) {
                      vErrors = [err258];
                    } else {
                      vErrors.push(err258);
                    }
                    errors++;
                  }
                } else {
                  const err259 = { instancePath: instancePath + "/map/" + i52 + "/name", schemaPath: "#/properties/map/items/properties/name/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err259];
                  } else {
                    vErrors.push(err259);
                  }
                  errors++;
                }
              }
              let data117 = data115.credentials;
              if (Array.isArray(data117)) {
                if (data117.length < 0) {
                  const err260 = { instancePath: instancePath + "/map/" + i52 + "/credentials", schemaPath: "#/properties/map/items/properties/credentials/minItems", keyword: "minItems", params: { limit: 0 } };
                  if (vErrors === null) {
                    vErrors = [err260];
                  } else {
                    vErrors.push(err260);
                  }
                  errors++;
                }
                const len28 = data117.length;
                for (let i53 = 0; i53 < len28; i53++) {
                  let data118 = data117[i53];
                  if (typeof data118 !== "string") {
                    const err261 = { instancePath: instancePath + "/map/" + i52 + "/credentials/" + i53, schemaPath: "#/properties/map/items/properties/credentials/items/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err261];
                    } else {
                      vErrors.push(err261);
                    }
                    errors++;
                  }
                  if (!(data118 === "x509" || data118 === "oidc" || data118 === "munge" || data118 === "unix")) {
                    const err262 = { instancePath: instancePath + "/map/" + i52 + "/credentials/" + i53, schemaPath: "#/properties/map/items/properties/credentials/items/enum", keyword: "enum", params: { allowedValues: schema11.properties.map.items.properties.credentials.items.enum } };
                    if (vErrors === null) {
                      vErrors = [err262];
                    } else {
                      vErrors.push(err262);
                    }
                    errors++;
                  }
                }
                let i54 = data117.length;
                let j25;
                if (i54 > 1) {
                  const indices25 = {};
                  for (; i54--; ) {
                    let item25 = data117[i54];
                    if (typeof item25 !== "string") {
                      continue;
                    }
                    if (typeof indices25[item25] == "number") {
                      j25 = indices25[item25];
                      const err263 = { instancePath: instancePath + "/map/" + i52 + "/credentials", schemaPath: "#/properties/map/items/properties/credentials/uniqueItems", keyword: "uniqueItems", params: { i: i54, j: j25 } };
                      if (vErrors === null) {
                        vErrors = [err263];
                      } else {
                        vErrors.push(err263);
                      }
                      errors++;
                      break;
                    }
                    indices25[item25] = i54;
                  }
                }
              } else {
                const err264 = { instancePath: instancePath + "/map/" + i52 + "/credentials", schemaPath: "#/properties/map/items/properties/credentials/type", keyword: "type", params: { type: "array" } };
                if (vErrors === null) {
                  vErrors = [err264];
                } else {
                  vErrors.push(err264);
                }
                errors++;
              }
              if (data115.from !== void 0) {
                let data119 = data115.from;
                if (typeof data119 !== "string") {
                  const err265 = { instancePath: instancePath + "/map/" + i52 + "/from", schemaPath: "#/properties/map/items/properties/from/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err265];
                  } else {
                    vErrors.push(err265);
                  }
                  errors++;
                }
                if (!(data119 === "grid-mapfile" || data119 === "voms-mapfile" || data119 === "account" || data119 === "template" || data119 === "pool")) {
                  const err266 = { instancePath: instancePath + "/map/" + i52 + "/from", schemaPath: "#/properties/map/items/properties/from/enum", keyword: "enum", params: { allowedValues: schema11.properties.map.items.properties.from.enum } };
                  if (vErrors === null) {
                    vErrors = [err266];
                  } else {
                    vErrors.push(err266);
                  }
                  errors++;
                }
              }
              if (data115.file !== void 0) {
                let data120 = data115.file;
                if (typeof data120 === "string") {
                  if (!pattern16.test(data120)) {
                    const err267 = { instancePath: instancePath + "/map/" + i52 + "/file", schemaPath: "#/properties/map/items/properties/file/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
                    if (vErrors === null) {
                      vErrors = [err267];
                    } else {
                      vErrors.push(err267);
                    }
                    errors++;
                  }
                } else {
                  const err268 = { instancePath: instancePath + "/map/" + i52 + "/file", schemaPath: "#/properties/map/items/properties/file/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err268];
                  } else {
                    vErrors.push(err268);
                  }
                  errors++;
                }
              }
              if (data115.wildcards !== void 0) {
                if (typeof data115.wildcards !== "boolean") {
                  const err269 = { instancePath: instancePath + "/map/" + i52 + "/wildcards", schemaPath: "#/properties/map/items/properties/wildcards/type", keyword: "type", params: { type: "boolean" } };
                  if (vErrors === null) {
                    vErrors = [err269];
                  } else {
                    vErrors.push(err269);
                  }
                  errors++;
                }
              }
              if (data115.subject !== void 0) {
                let data122 = data115.subject;
                if (typeof data122 === "string") {
                  if (!pattern30.test(data122)) {
                    const err270 = { instancePath: instancePath + "/map/" + i52 + "/subject", schemaPath: "#/properties/map/items/properties/subject/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]+$" } };
                    if (vErrors === null) {
                      vErrors = [err270];
                    } else {
                      vErrors.push(err270);
                    }
                    errors++;
                  }
                } else {
                  const err271 = { instancePath: instancePath + "/map/" + i52 + "/subject", schemaPath: "#/properties/map/items/properties/subject/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err271];
                  } else {
                    vErrors.push(err271);
                  }
                  errors++;
                }
              }
              if (data115.account !== void 0) {
                let data123 = data115.account;
                if (typeof data123 === "string") {
                  if (!pattern0.test(data123)) {
                    const err272 = { instancePath: instancePath + "/map/" + i52 + "/account", schemaPath: "#/properties/map/items/properties/account/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" } };
                    if (vErrors === null) {
                      vErrors = [err272];
                    } else {
                      vErrors.push(err272);
                    }
                    errors++;
                  }
                } else {
                  const err273 = { instancePath: instancePath + "/map/" + i52 + "/account", schemaPath: "#/properties/map/items/properties/account/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err273];
                  } else {
                    vErrors.push(err273);
                  }
                  errors++;
                }
              }
              if (data115.template !== void 0) {
                let data124 = data115.template;
                if (typeof data124 === "string") {
                  if (!pattern64.test(data124)) {
                    const err274 = { instancePath: instancePath + "/map/" + i52 + "/template", schemaPath: "#/properties/map/items/properties/template/pattern", keyword: "pattern", params: { pattern: "^(?:[A-Za-z0-9_.@-]|\\{[A-Za-z_][A-Za-z0-9_.:/-]*\\})+$" } };
                    if (vErrors === null) {
                      vErrors = [err274];
                    } else {
                      vErrors.push(err274);
                    }
                    errors++;
                  }
                } else {
                  const err275 = { instancePath: instancePath + "/map/" + i52 + "/template", schemaPath: "#/properties/map/items/properties/template/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err275];
                  } else {
                    vErrors.push(err275);
                  }
                  errors++;
                }
              }
              if (data115.pool !== void 0) {
                let data125 = data115.pool;
                if (typeof data125 === "string") {
                  if (!pattern8.test(data125)) {
                    const err276 = { instancePath: instancePath + "/map/" + i52 + "/pool", schemaPath: "#/properties/map/items/properties/pool/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" } };
                    if (vErrors === null) {
                      vErrors = [err276];
                    } else {
                      vErrors.push(err276);
                    }
                    errors++;
                  }
                } else {
                  const err277 = { instancePath: instancePath + "/map/" + i52 + "/pool", schemaPath: "#/properties/map/items/properties/pool/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err277];
                  } else {
                    vErrors.push(err277);
                  }
                  errors++;
                }
              }
              let data126 = data115.groups;
              if (typeof data126 !== "string") {
                const err278 = { instancePath: instancePath + "/map/" + i52 + "/groups", schemaPath: "#/properties/map/items/properties/groups/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err278];
                } else {
                  vErrors.push(err278);
                }
                errors++;
              }
              if (!(data126 === "account" || data126 === "fqan" || data126 === "fqan+account")) {
                const err279 = { instancePath: instancePath + "/map/" + i52 + "/groups", schemaPath: "#/properties/map/items/properties/groups/enum", keyword: "enum", params: { allowedValues: schema11.properties.map.items.properties.groups.enum } };
                if (vErrors === null) {
                  vErrors = [err279];
                } else {
                  vErrors.push(err279);
                }
                errors++;
              }
              if (data115.groupmapfile !== void 0) {
                let data127 = data115.groupmapfile;
                if (typeof data127 === "string") {
                  if (!pattern16.test(data127)) {
                    const err280 = { instancePath: instancePath + "/map/" + i52 + "/groupmapfile", schemaPath: "#/properties/map/items/properties/groupmapfile/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
                    if (vErrors === null) {
                      vErrors = [err280];
                    } else {
                      vErrors.push(err280);
                    }
                    errors++;
                  }
                } else {
                  const err281 = { instancePath: instancePath + "/map/" + i52 + "/groupmapfile", schemaPath: "#/properties/map/items/properties/groupmapfile/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err281];
                  } else {
                    vErrors.push(err281);
                  }
                  errors++;
                }
              }
              if (data115.map_all !== void 0) {
                if (typeof data115.map_all !== "boolean") {
                  const err282 = { instancePath: instancePath + "/map/" + i52 + "/map_all", schemaPath: "#/properties/map/items/properties/map_all/type", keyword: "type", params: { type: "boolean" } };
                  if (vErrors === null) {
                    vErrors = [err282];
                  } else {
                    vErrors.push(err282);
                  }
                  errors++;
                }
              }
              if (data115.map_minimum !== void 0) {
                let data129 = data115.map_minimum;
                if (!(typeof data129 == "number" && (!(data129 % 1) && !isNaN(data129)) && isFinite(data129))) {
                  const err283 = { instancePath: instancePath + "/map/" + i52 + "/map_minimum", schemaPath: "#/properties/map/items/properties/map_minimum/type", keyword: "type", params: { type: "integer" } };
                  if (vErrors === null) {
                    vErrors = [err283];
                  } else {
                    vErrors.push(err283);
                  }
                  errors++;
                }
                if (typeof data129 == "number" && isFinite(data129)) {
                  if (data129 > 1024 || isNaN(data129)) {
                    const err284 = { instancePath: instancePath + "/map/" + i52 + "/map_minimum", schemaPath: "#/properties/map/items/properties/map_minimum/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1024 } };
                    if (vErrors === null) {
                      vErrors = [err284];
                    } else {
                      vErrors.push(err284);
                    }
                    errors++;
                  }
                  if (data129 < 0 || isNaN(data129)) {
                    const err285 = { instancePath: instancePath + "/map/" + i52 + "/map_minimum", schemaPath: "#/properties/map/items/properties/map_minimum/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
                    if (vErrors === null) {
                      vErrors = [err285];
                    } else {
                      vErrors.push(err285);
                    }
                    errors++;
                  }
                }
              }
              if (data115.to_secondary !== void 0) {
                if (typeof data115.to_secondary !== "boolean") {
                  const err286 = { instancePath: instancePath + "/map/" + i52 + "/to_secondary", schemaPath: "#/properties/map/items/properties/to_secondary/type", keyword: "type", params: { type: "boolean" } };
                  if (vErrors === null) {
                    vErrors = [err286];
                  } else {
                    vErrors.push(err286);
                  }
                  errors++;
                }
              }
              if (data115.lease_suffix !== void 0) {
                let data131 = data115.lease_suffix;
                if (typeof data131 !== "string") {
                  const err287 = { instancePath: instancePath + "/map/" + i52 + "/lease_suffix", schemaPath: "#/properties/map/items/properties/lease_suffix/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err287];
                  } else {
                    vErrors.push(err287);
                  }
                  errors++;
                }
                if (!(data131 === "none" || data131 === "groups" || data131 === "primary-group")) {
                  const err288 = { instancePath: instancePath + "/map/" + i52 + "/lease_suffix", schemaPath: "#/properties/map/items/properties/lease_suffix/enum", keyword: "enum", params: { allowedValues: schema11.properties.map.items.properties.lease_suffix.enum } };
                  if (vErrors === null) {
                    vErrors = [err288];
                  } else {
                    vErrors.push(err288);
                  }
                  errors++;
                }
              }
              if (data115.reap !== void 0) {
                let data132 = data115.reap;
                if (typeof data132 !== "string") {
                  const err289 = { instancePath: instancePath + "/map/" + i52 + "/reap", schemaPath: "#/properties/map/items/properties/reap/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err289];
                  } else {
                    vErrors.push(err289);
                  }
                  errors++;
                }
                if (!(data132 === "account" || data132 === "tree")) {
                  const err290 = { instancePath: instancePath + "/map/" + i52 + "/reap", schemaPath: "#/properties/map/items/properties/reap/enum", keyword: "enum", params: { allowedValues: schema11.properties.map.items.properties.reap.enum } };
                  if (vErrors === null) {
                    vErrors = [err290];
                  } else {
                    vErrors.push(err290);
                  }
                  errors++;
                }
              }
            } else {
              const err291 = { instancePath: instancePath + "/map/" + i52, schemaPath: "#/properties/map/items/type", keyword: "type", params: { type: "object" } };
              if (vErrors === null) {
                vErrors = [err291];
              } else {
                vErrors.push(err291);
              }
              errors++;
            }
          }
        } else {
          const err292 = { instancePath: instancePath + "/map", schemaPath: "#/properties/map/type", keyword: "type", params: { type: "array" } };
          if (vErrors === null) {
            vErrors = [err292];
          } else {
            vErrors.push(err292);
          }
          errors++;
        }
        let data133 = data.pool;
        if (Array.isArray(data133)) {
          const len29 = data133.length;
          for (let i55 = 0; i55 < len29; i55++) {
            let data134 = data133[i55];
            if (data134 && typeof data134 == "object" && !Array.isArray(data134)) {
              if (data134.sharing === void 0) {
                data134.sharing = "identity";
              }
              if (data134.strict_prefix === void 0) {
                data134.strict_prefix = true;
              }
              if (data134.override_inconsistency === void 0) {
                data134.override_inconsistency = false;
              }
              if (data134.name === void 0) {
                const err293 = { instancePath: instancePath + "/pool/" + i55, schemaPath: "#/properties/pool/items/required", keyword: "required", params: { missingProperty: "name" } };
                if (vErrors === null) {
                  vErrors = [err293];
                } else {
                  vErrors.push(err293);
                }
                errors++;
              }
              if (data134.prefix === void 0) {
                const err294 = { instancePath: instancePath + "/pool/" + i55, schemaPath: "#/properties/pool/items/required", keyword: "required", params: { missingProperty: "prefix" } };
                if (vErrors === null) {
                  vErrors = [err294];
                } else {
                  vErrors.push(err294);
                }
                errors++;
              }
              if (data134.directory === void 0) {
                const err295 = { instancePath: instancePath + "/pool/" + i55, schemaPath: "#/properties/pool/items/required", keyword: "required", params: { missingProperty: "directory" } };
                if (vErrors === null) {
                  vErrors = [err295];
                } else {
                  vErrors.push(err295);
                }
                errors++;
              }
              for (const key14 in data134) {
                if (!(key14 === "name" || key14 === "prefix" || key14 === "directory" || key14 === "sharing" || key14 === "max_per_identity" || key14 === "strict_prefix" || key14 === "override_inconsistency" || key14 === "clean")) {
                  const err296 = { instancePath: instancePath + "/pool/" + i55, schemaPath: "#/properties/pool/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key14 } };
                  if (vErrors === null) {
                    vErrors = [err296];
                  } else {
                    vErrors.push(err296);
                  }
                  errors++;
                }
              }
              if (data134.name !== void 0) {
                let data135 = data134.name;
                if (typeof data135 === "string") {
                  if (!pattern8.test(data135)) {
                    const err297 = { instancePath: instancePath + "/pool/" + i55 + "/name", schemaPath: "#/properties/pool/items/properties/name/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" } };
                    if (vErrors === null) {
                      vErrors = [err297];
                    } else {
                      vErrors.push(err297);
                    }
                    errors++;
                  }
                } else {
                  const err298 = { instancePath: instancePath + "/pool/" + i55 + "/name", schemaPath: "#/properties/pool/items/properties/name/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err298];
                  } else {
                    vErrors.push(err298);
                  }
                  errors++;
                }
              }
              if (data134.prefix !== void 0) {
                let data136 = data134.prefix;
                if (typeof data136 === "string") {
                  if (!pattern68.test(data136)) {
                    const err299 = { instancePath: instancePath + "/pool/" + i55 + "/prefix", schemaPath: "#/properties/pool/items/properties/prefix/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.-]{0,63}$" } };
                    if (vErrors === null) {
                      vErrors = [err299];
                    } else {
                      vErrors.push(err299);
                    }
                    errors++;
                  }
                } else {
                  const err300 = { instancePath: instancePath + "/pool/" + i55 + "/prefix", schemaPath: "#/properties/pool/items/properties/prefix/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err300];
                  } else {
                    vErrors.push(err300);
                  }
                  errors++;
                }
              }
              if (data134.directory !== void 0) {
                let data137 = data134.directory;
                if (typeof data137 === "string") {
                  if (!pattern16.test(data137)) {
                    const err301 = { instancePath: instancePath + "/pool/" + i55 + "/directory", schemaPath: "#/properties/pool/items/properties/directory/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
                    if (vErrors === null) {
                      vErrors = [err301];
                    } else {
                      vErrors.push(err301);
                    }
                    errors++;
                  }
                } else {
                  const err302 = { instancePath: instancePath + "/pool/" + i55 + "/directory", schemaPath: "#/properties/pool/items/properties/directory/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err302];
                  } else {
                    vErrors.push(err302);
                  }
                  errors++;
                }
              }
              let data138 = data134.sharing;
              if (typeof data138 !== "string") {
                const err303 = { instancePath: instancePath + "/pool/" + i55 + "/sharing", schemaPath: "#/properties/pool/items/properties/sharing/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err303];
                } else {
                  vErrors.push(err303);
                }
                errors++;
              }
              if (!(data138 === "identity" || data138 === "launch")) {
                const err304 = { instancePath: instancePath + "/pool/" + i55 + "/sharing", schemaPath: "#/properties/pool/items/properties/sharing/enum", keyword: "enum", params: { allowedValues: schema11.properties.pool.items.properties.sharing.enum } };
                if (vErrors === null) {
                  vErrors = [err304];
                } else {
                  vErrors.push(err304);
                }
                errors++;
              }
              if (data134.max_per_identity !== void 0) {
                let data139 = data134.max_per_identity;
                if (!(typeof data139 == "number" && (!(data139 % 1) && !isNaN(data139)) && isFinite(data139))) {
                  const err305 = { instancePath: instancePath + "/pool/" + i55 + "/max_per_identity", schemaPath: "#/properties/pool/items/properties/max_per_identity/type", keyword: "type", params: { type: "integer" } };
                  if (vErrors === null) {
                    vErrors = [err305];
                  } else {
                    vErrors.push(err305);
                  }
                  errors++;
                }
                if (typeof data139 == "number" && isFinite(data139)) {
                  if (data139 > 9999 || isNaN(data139)) {
                    const err306 = { instancePath: instancePath + "/pool/" + i55 + "/max_per_identity", schemaPath: "#/properties/pool/items/properties/max_per_identity/maximum", keyword: "maximum", params: { comparison: "<=", limit: 9999 } };
                    if (vErrors === null) {
                      vErrors = [err306];
                    } else {
                      vErrors.push(err306);
                    }
                    errors++;
                  }
                  if (data139 < 1 || isNaN(data139)) {
                    const err307 = { instancePath: instancePath + "/pool/" + i55 + "/max_per_identity", schemaPath: "#/properties/pool/items/properties/max_per_identity/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
                    if (vErrors === null) {
                      vErrors = [err307];
                    } else {
                      vErrors.push(err307);
                    }
                    errors++;
                  }
                }
              }
              if (typeof data134.strict_prefix !== "boolean") {
                const err308 = { instancePath: instancePath + "/pool/" + i55 + "/strict_prefix", schemaPath: "#/properties/pool/items/properties/strict_prefix/type", keyword: "type", params: { type: "boolean" } };
                if (vErrors === null) {
                  vErrors = [err308];
                } else {
                  vErrors.push(err308);
                }
                errors++;
              }
              if (typeof data134.override_inconsistency !== "boolean") {
                const err309 = { instancePath: instancePath + "/pool/" + i55 + "/override_inconsistency", schemaPath: "#/properties/pool/items/properties/override_inconsistency/type", keyword: "type", params: { type: "boolean" } };
                if (vErrors === null) {
                  vErrors = [err309];
                } else {
                  vErrors.push(err309);
                }
                errors++;
              }
              if (data134.clean !== void 0) {
                let data142 = data134.clean;
                if (typeof data142 === "string") {
                  if (!pattern16.test(data142)) {
                    const err310 = { instancePath: instancePath + "/pool/" + i55 + "/clean", schemaPath: "#/properties/pool/items/properties/clean/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
                    if (vErrors === null) {
                      vErrors = [err310];
                    } else {
                      vErrors.push(err310);
                    }
                    errors++;
                  }
                } else {
                  const err311 = { instancePath: instancePath + "/pool/" + i55 + "/clean", schemaPath: "#/properties/pool/items/properties/clean/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err311];
                  } else {
                    vErrors.push(err311);
                  }
                  errors++;
                }
              }
            } else {
              const err312 = { instancePath: instancePath + "/pool/" + i55, schemaPath: "#/properties/pool/items/type", keyword: "type", params: { type: "object" } };
              if (vErrors === null) {
                vErrors = [err312];
              } else {
                vErrors.push(err312);
              }
              errors++;
            }
          }
        } else {
          const err313 = { instancePath: instancePath + "/pool", schemaPath: "#/properties/pool/type", keyword: "type", params: { type: "array" } };
          if (vErrors === null) {
            vErrors = [err313];
          } else {
            vErrors.push(err313);
          }
          errors++;
        }
        let data143 = data.environment;
        if (data143 && typeof data143 == "object" && !Array.isArray(data143)) {
          if (data143.allow === void 0) {
            data143.allow = ["LANG", "LANGUAGE", "LC_*", "TERM", "COLORTERM", "TZ"];
          }
          if (data143.deny === void 0) {
            data143.deny = [];
          }
          if (data143.set === void 0) {
            data143.set = {};
          }
          if (data143.path === void 0) {
            data143.path = "/usr/local/bin:/usr/bin:/bin";
          }
          if (data143.on_malformed === void 0) {
            data143.on_malformed = "drop";
          }
          if (data143.explicit === void 0) {
            data143.explicit = "any";
          }
          if (data143.max_size === void 0) {
            data143.max_size = "128KiB";
          }
          for (const key15 in data143) {
            if (!(key15 === "allow" || key15 === "deny" || key15 === "set" || key15 === "path" || key15 === "on_malformed" || key15 === "explicit" || key15 === "max_size")) {
              const err314 = { instancePath: instancePath + "/environment", schemaPath: "#/properties/environment/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key15 } };
              if (vErrors === null) {
                vErrors = [err314];
              } else {
                vErrors.push(err314);
              }
              errors++;
            }
          }
          let data144 = data143.allow;
          if (Array.isArray(data144)) {
            if (data144.length < 0) {
              const err315 = { instancePath: instancePath + "/environment/allow", schemaPath: "#/properties/environment/properties/allow/minItems", keyword: "minItems", params: { limit: 0 } };
              if (vErrors === null) {
                vErrors = [err315];
              } else {
                vErrors.push(err315);
              }
              errors++;
            }
            const len30 = data144.length;
            for (let i56 = 0; i56 < len30; i56++) {
              let data145 = data144[i56];
              if (typeof data145 === "string") {
                if (!pattern14.test(data145)) {
                  const err316 = { instancePath: instancePath + "/environment/allow/" + i56, schemaPath: "#/properties/environment/properties/allow/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_*?][A-Za-z0-9_*?]{0,127}$" } };
                  if (vErrors === null) {
                    vErrors = [err316];
                  } else {
                    vErrors.push(err316);
                  }
                  errors++;
                }
              } else {
                const err317 = { instancePath: instancePath + "/environment/allow/" + i56, schemaPath: "#/properties/environment/properties/allow/items/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err317];
                } else {
                  vErrors.push(err317);
                }
                errors++;
              }
            }
            let i57 = data144.length;
            let j26;
            if (i57 > 1) {
              const indices26 = {};
              for (; i57--; ) {
                let item26 = data144[i57];
                if (typeof item26 !== "string") {
                  continue;
                }
                if (typeof indices26[item26] == "number") {
                  j26 = indices26[item26];
                  const err318 = { instancePath: instancePath + "/environment/allow", schemaPath: "#/properties/environment/properties/allow/uniqueItems", keyword: "uniqueItems", params: { i: i57, j: j26 } };
                  if (vErrors === null) {
                    vErrors = [err318];
                  } else {
                    vErrors.push(err318);
                  }
                  errors++;
                  break;
                }
                indices26[item26] = i57;
              }
            }
          } else {
            const err319 = { instancePath: instancePath + "/environment/allow", schemaPath: "#/properties/environment/properties/allow/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err319];
            } else {
              vErrors.push(err319);
            }
            errors++;
          }
          let data146 = data143.deny;
          if (Array.isArray(data146)) {
            if (data146.length < 0) {
              const err320 = { instancePath: instancePath + "/environment/deny", schemaPath: "#/properties/environment/properties/deny/minItems", keyword: "minItems", params: { limit: 0 } };
              if (vErrors === null) {
                vErrors = [err320];
              } else {
                vErrors.push(err320);
              }
              errors++;
            }
            const len31 = data146.length;
            for (let i58 = 0; i58 < len31; i58++) {
              let data147 = data146[i58];
              if (typeof data147 === "string") {
                if (!pattern14.test(data147)) {
                  const err321 = { instancePath: instancePath + "/environment/deny/" + i58, schemaPath: "#/properties/environment/properties/deny/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_*?][A-Za-z0-9_*?]{0,127}$" } };
                  if (vErrors === null) {
                    vErrors = [err321];
                  } else {
                    vErrors.push(err321);
                  }
                  errors++;
                }
              } else {
                const err322 = { instancePath: instancePath + "/environment/deny/" + i58, schemaPath: "#/properties/environment/properties/deny/items/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err322];
                } else {
                  vErrors.push(err322);
                }
                errors++;
              }
            }
            let i59 = data146.length;
            let j27;
            if (i59 > 1) {
              const indices27 = {};
              for (; i59--; ) {
                let item27 = data146[i59];
                if (typeof item27 !== "string") {
                  continue;
                }
                if (typeof indices27[item27] == "number") {
                  j27 = indices27[item27];
                  const err323 = { instancePath: instancePath + "/environment/deny", schemaPath: "#/properties/environment/properties/deny/uniqueItems", keyword: "uniqueItems", params: { i: i59, j: j27 } };
                  if (vErrors === null) {
                    vErrors = [err323];
                  } else {
                    vErrors.push(err323);
                  }
                  errors++;
                  break;
                }
                indices27[item27] = i59;
              }
            }
          } else {
            const err324 = { instancePath: instancePath + "/environment/deny", schemaPath: "#/properties/environment/properties/deny/type", keyword: "type", params: { type: "array" } };
            if (vErrors === null) {
              vErrors = [err324];
            } else {
              vErrors.push(err324);
            }
            errors++;
          }
          let data148 = data143.set;
          if (data148 && typeof data148 == "object" && !Array.isArray(data148)) {
            for (const key16 in data148) {
              if (!pattern73.test(key16)) {
                const err325 = { instancePath: instancePath + "/environment/set", schemaPath: "#/properties/environment/properties/set/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key16 } };
                if (vErrors === null) {
                  vErrors = [err325];
                } else {
                  vErrors.push(err325);
                }
                errors++;
              }
            }
            for (const key17 in data148) {
              if (pattern73.test(key17)) {
                let data149 = data148[key17];
                if (typeof data149 === "string") {
                  if (!pattern75.test(data149)) {
                    const err326 = { instancePath: instancePath + "/environment/set/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/environment/properties/set/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_%5D%7B0%2C127%7D%24/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]*$" } };
                    if (vErrors === null) {
                      vErrors = [err326];
                    } else {
                      vErrors.push(err326);
                    }
                    errors++;
                  }
                } else {
                  const err327 = { instancePath: instancePath + "/environment/set/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/environment/properties/set/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_%5D%7B0%2C127%7D%24/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err327];
                  } else {
                    vErrors.push(err327);
                  }
                  errors++;
                }
              }
            }
          } else {
            const err328 = { instancePath: instancePath + "/environment/set", schemaPath: "#/properties/environment/properties/set/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err328];
            } else {
              vErrors.push(err328);
            }
            errors++;
          }
          let data150 = data143.path;
          if (typeof data150 === "string") {
            if (!pattern76.test(data150)) {
              const err329 = { instancePath: instancePath + "/environment/path", schemaPath: "#/properties/environment/properties/path/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+(?::(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+)*$" } };
              if (vErrors === null) {
                vErrors = [err329];
              } else {
                vErrors.push(err329);
              }
              errors++;
            }
          } else {
            const err330 = { instancePath: instancePath + "/environment/path", schemaPath: "#/properties/environment/properties/path/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err330];
            } else {
              vErrors.push(err330);
            }
            errors++;
          }
          let data151 = data143.on_malformed;
          if (typeof data151 !== "string") {
            const err331 = { instancePath: instancePath + "/environment/on_malformed", schemaPath: "#/properties/environment/properties/on_malformed/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err331];
            } else {
              vErrors.push(err331);
            }
            errors++;
          }
          if (!(data151 === "drop" || data151 === "refuse")) {
            const err332 = { instancePath: instancePath + "/environment/on_malformed", schemaPath: "#/properties/environment/properties/on_malformed/enum", keyword: "enum", params: { allowedValues: schema11.properties.environment.properties.on_malformed.enum } };
            if (vErrors === null) {
              vErrors = [err332];
            } else {
              vErrors.push(err332);
            }
            errors++;
          }
          let data152 = data143.explicit;
          if (typeof data152 !== "string") {
            const err333 = { instancePath: instancePath + "/environment/explicit", schemaPath: "#/properties/environment/properties/explicit/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err333];
            } else {
              vErrors.push(err333);
            }
            errors++;
          }
          if (!(data152 === "any" || data152 === "listed")) {
            const err334 = { instancePath: instancePath + "/environment/explicit", schemaPath: "#/properties/environment/properties/explicit/enum", keyword: "enum", params: { allowedValues: schema11.properties.environment.properties.explicit.enum } };
            if (vErrors === null) {
              vErrors = [err334];
            } else {
              vErrors.push(err334);
            }
            errors++;
          }
          let data153 = data143.max_size;
          if (typeof data153 === "string") {
            if (!pattern21.test(data153)) {
              const err335 = { instancePath: instancePath + "/environment/max_size", schemaPath: "#/properties/environment/properties/max_size/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,8})(?:B|KiB|MiB)$" } };
              if (vErrors === null) {
                vErrors = [err335];
              } else {
                vErrors.push(err335);
              }
              errors++;
            }
          } else {
            const err336 = { instancePath: instancePath + "/environment/max_size", schemaPath: "#/properties/environment/properties/max_size/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err336];
            } else {
              vErrors.push(err336);
            }
            errors++;
          }
        } else {
          const err337 = { instancePath: instancePath + "/environment", schemaPath: "#/properties/environment/type", keyword: "type", params: { type: "object" } };
          if (vErrors === null) {
            vErrors = [err337];
          } else {
            vErrors.push(err337);
          }
          errors++;
        }
        let data154 = data.launch;
        if (data154 && typeof data154 == "object" && !Array.isArray(data154)) {
          if (data154.cwd === void 0) {
            data154.cwd = "keep";
          }
          if (data154.temp_directory === void 0) {
            data154.temp_directory = "/tmp";
          }
          if (data154.umask === void 0) {
            data154.umask = "0022";
          }
          if (data154.limits === void 0) {
            data154.limits = {};
          }
          if (data154.session === void 0) {
            data154.session = "auto";
          }
          if (data154.no_new_privs === void 0) {
            data154.no_new_privs = false;
          }
          if (data154.grace === void 0) {
            data154.grace = "0s";
          }
          if (data154.target_proxy === void 0) {
            data154.target_proxy = "copy";
          }
          for (const key18 in data154) {
            if (!func2.call(schema11.properties.launch.properties, key18)) {
              const err338 = { instancePath: instancePath + "/launch", schemaPath: "#/properties/launch/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key18 } };
              if (vErrors === null) {
                vErrors = [err338];
              } else {
                vErrors.push(err338);
              }
              errors++;
            }
          }
          let data155 = data154.cwd;
          if (typeof data155 === "string") {
            if (!pattern78.test(data155)) {
              const err339 = { instancePath: instancePath + "/launch/cwd", schemaPath: "#/properties/launch/properties/cwd/pattern", keyword: "pattern", params: { pattern: "^(?:keep|home|temp|/|(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+)$" } };
              if (vErrors === null) {
                vErrors = [err339];
              } else {
                vErrors.push(err339);
              }
              errors++;
            }
          } else {
            const err340 = { instancePath: instancePath + "/launch/cwd", schemaPath: "#/properties/launch/properties/cwd/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err340];
            } else {
              vErrors.push(err340);
            }
            errors++;
          }
          let data156 = data154.temp_directory;
          if (typeof data156 === "string") {
            if (!pattern16.test(data156)) {
              const err341 = { instancePath: instancePath + "/launch/temp_directory", schemaPath: "#/properties/launch/properties/temp_directory/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+$" } };
              if (vErrors === null) {
                vErrors = [err341];
              } else {
                vErrors.push(err341);
              }
              errors++;
            }
          } else {
            const err342 = { instancePath: instancePath + "/launch/temp_directory", schemaPath: "#/properties/launch/properties/temp_directory/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err342];
            } else {
              vErrors.push(err342);
            }
            errors++;
          }
          let data157 = data154.umask;
          if (typeof data157 === "string") {
            if (!pattern80.test(data157)) {
              const err343 = { instancePath: instancePath + "/launch/umask", schemaPath: "#/properties/launch/properties/umask/pattern", keyword: "pattern", params: { pattern: "^(?:keep|0[0-7]{3})$" } };
              if (vErrors === null) {
                vErrors = [err343];
              } else {
                vErrors.push(err343);
              }
              errors++;
            }
          } else {
            const err344 = { instancePath: instancePath + "/launch/umask", schemaPath: "#/properties/launch/properties/umask/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err344];
            } else {
              vErrors.push(err344);
            }
            errors++;
          }
          let data158 = data154.limits;
          if (data158 && typeof data158 == "object" && !Array.isArray(data158)) {
            for (const key19 in data158) {
              if (!pattern81.test(key19)) {
                const err345 = { instancePath: instancePath + "/launch/limits", schemaPath: "#/properties/launch/properties/limits/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key19 } };
                if (vErrors === null) {
                  vErrors = [err345];
                } else {
                  vErrors.push(err345);
                }
                errors++;
              }
            }
            for (const key20 in data158) {
              if (pattern81.test(key20)) {
                let data159 = data158[key20];
                if (!(typeof data159 == "number" && (!(data159 % 1) && !isNaN(data159)) && isFinite(data159)) && typeof data159 !== "string") {
                  const err346 = { instancePath: instancePath + "/launch/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/launch/properties/limits/patternProperties/%5E(%3F%3Aas%7Ccore%7Ccpu%7Cdata%7Cfsize%7Clocks%7Cmemlock%7Cmsgqueue%7Cnice%7Cnofile%7Cnproc%7Crss%7Crtprio%7Crttime%7Csigpending%7Cstack)%24/type", keyword: "type", params: { type: schema11.properties.launch.properties.limits.patternProperties["^(?:as|core|cpu|data|fsize|locks|memlock|msgqueue|nice|nofile|nproc|rss|rtprio|rttime|sigpending|stack)$"].type } };
                  if (vErrors === null) {
                    vErrors = [err346];
                  } else {
                    vErrors.push(err346);
                  }
                  errors++;
                }
                if (typeof data159 == "number" && isFinite(data159)) {
                  if (data159 > 9007199254740991 || isNaN(data159)) {
                    const err347 = { instancePath: instancePath + "/launch/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/launch/properties/limits/patternProperties/%5E(%3F%3Aas%7Ccore%7Ccpu%7Cdata%7Cfsize%7Clocks%7Cmemlock%7Cmsgqueue%7Cnice%7Cnofile%7Cnproc%7Crss%7Crtprio%7Crttime%7Csigpending%7Cstack)%24/maximum", keyword: "maximum", params: { comparison: "<=", limit: 9007199254740991 } };
                    if (vErrors === null) {
                      vErrors = [err347];
                    } else {
                      vErrors.push(err347);
                    }
                    errors++;
                  }
                  if (data159 < 0 || isNaN(data159)) {
                    const err348 = { instancePath: instancePath + "/launch/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/launch/properties/limits/patternProperties/%5E(%3F%3Aas%7Ccore%7Ccpu%7Cdata%7Cfsize%7Clocks%7Cmemlock%7Cmsgqueue%7Cnice%7Cnofile%7Cnproc%7Crss%7Crtprio%7Crttime%7Csigpending%7Cstack)%24/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
                    if (vErrors === null) {
                      vErrors = [err348];
                    } else {
                      vErrors.push(err348);
                    }
                    errors++;
                  }
                }
                if (typeof data159 === "string") {
                  if (!pattern83.test(data159)) {
                    const err349 = { instancePath: instancePath + "/launch/limits/" + key20.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/launch/properties/limits/patternProperties/%5E(%3F%3Aas%7Ccore%7Ccpu%7Cdata%7Cfsize%7Clocks%7Cmemlock%7Cmsgqueue%7Cnice%7Cnofile%7Cnproc%7Crss%7Crtprio%7Crttime%7Csigpending%7Cstack)%24/pattern", keyword: "pattern", params: { pattern: "^(?:unlimited|(?:0|[1-9][0-9]{0,17})(?:KiB|MiB|GiB)?)(?::(?:unlimited|(?:0|[1-9][0-9]{0,17})(?:KiB|MiB|GiB)?))?$" } };
                    if (vErrors === null) {
                      vErrors = [err349];
                    } else {
                      vErrors.push(err349);
                    }
                    errors++;
                  }
                }
              }
            }
          } else {
            const err350 = { instancePath: instancePath + "/launch/limits", schemaPath: "#/properties/launch/properties/limits/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err350];
            } else {
              vErrors.push(err350);
            }
            errors++;
          }
          let data160 = data154.session;
          if (typeof data160 !== "string") {
            const err351 = { instancePath: instancePath + "/launch/session", schemaPath: "#/properties/launch/properties/session/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err351];
            } else {
              vErrors.push(err351);
            }
            errors++;
          }
          if (!(data160 === "auto" || data160 === "new" || data160 === "keep")) {
            const err352 = { instancePath: instancePath + "/launch/session", schemaPath: "#/properties/launch/properties/session/enum", keyword: "enum", params: { allowedValues: schema11.properties.launch.properties.session.enum } };
            if (vErrors === null) {
              vErrors = [err352];
            } else {
              vErrors.push(err352);
            }
            errors++;
          }
          if (typeof data154.no_new_privs !== "boolean") {
            const err353 = { instancePath: instancePath + "/launch/no_new_privs", schemaPath: "#/properties/launch/properties/no_new_privs/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err353];
            } else {
              vErrors.push(err353);
            }
            errors++;
          }
          let data162 = data154.grace;
          if (typeof data162 === "string") {
            if (!pattern2.test(data162)) {
              const err354 = { instancePath: instancePath + "/launch/grace", schemaPath: "#/properties/launch/properties/grace/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$" } };
              if (vErrors === null) {
                vErrors = [err354];
              } else {
                vErrors.push(err354);
              }
              errors++;
            }
          } else {
            const err355 = { instancePath: instancePath + "/launch/grace", schemaPath: "#/properties/launch/properties/grace/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err355];
            } else {
              vErrors.push(err355);
            }
            errors++;
          }
          let data163 = data154.target_proxy;
          if (typeof data163 !== "string") {
            const err356 = { instancePath: instancePath + "/launch/target_proxy", schemaPath: "#/properties/launch/properties/target_proxy/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err356];
            } else {
              vErrors.push(err356);
            }
            errors++;
          }
          if (!(data163 === "copy" || data163 === "none")) {
            const err357 = { instancePath: instancePath + "/launch/target_proxy", schemaPath: "#/properties/launch/properties/target_proxy/enum", keyword: "enum", params: { allowedValues: schema11.properties.launch.properties.target_proxy.enum } };
            if (vErrors === null) {
              vErrors = [err357];
            } else {
              vErrors.push(err357);
            }
            errors++;
          }
          if (data154.exec_label !== void 0) {
            let data164 = data154.exec_label;
            if (typeof data164 === "string") {
              if (!pattern85.test(data164)) {
                const err358 = { instancePath: instancePath + "/launch/exec_label", schemaPath: "#/properties/launch/properties/exec_label/pattern", keyword: "pattern", params: { pattern: "^(?:selinux|apparmor):[^\\s]+$" } };
                if (vErrors === null) {
                  vErrors = [err358];
                } else {
                  vErrors.push(err358);
                }
                errors++;
              }
            } else {
              const err359 = { instancePath: instancePath + "/launch/exec_label", schemaPath: "#/properties/launch/properties/exec_label/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err359];
              } else {
                vErrors.push(err359);
              }
              errors++;
            }
          }
        } else {
          const err360 = { instancePath: instancePath + "/launch", schemaPath: "#/properties/launch/type", keyword: "type", params: { type: "object" } };
          if (vErrors === null) {
            vErrors = [err360];
          } else {
            vErrors.push(err360);
          }
          errors++;
        }
        if (data.ci !== void 0) {
          let data165 = data.ci;
          if (data165 && typeof data165 == "object" && !Array.isArray(data165)) {
            if (data165.token_variables === void 0) {
              data165.token_variables = ["MAPEXEC_ID_TOKEN"];
            }
            if (data165.runners === void 0) {
              data165.runners = [];
            }
            if (data165.expired_cleanup === void 0) {
              data165.expired_cleanup = "15m";
            }
            if (data165.data_dir === void 0) {
              data165.data_dir = "{home}/.mapexec-ci";
            }
            if (data165.builds === void 0) {
              data165.builds = "project";
            }
            if (data165.retention === void 0) {
              data165.retention = "7d";
            }
            if (data165.group_readable === void 0) {
              data165.group_readable = false;
            }
            if (data165.shell === void 0) {
              data165.shell = "/bin/bash";
            }
            if (data165.stack === void 0) {
              data165.stack = "hard";
            }
            if (data165.kill_timeout === void 0) {
              data165.kill_timeout = "2m";
            }
            if (data165.max_variable === void 0) {
              data165.max_variable = "120KiB";
            }
            if (data165.lease === void 0) {
              data165.lease = "job";
            }
            if (data165.user_allowlist === void 0) {
              data165.user_allowlist = [];
            }
            if (data165.user_blocklist === void 0) {
              data165.user_blocklist = [];
            }
            if (data165.group_blocklist === void 0) {
              data165.group_blocklist = [];
            }
            if (data165.group_allowlist === void 0) {
              data165.group_allowlist = [];
            }
            if (data165.shell_allowlist === void 0) {
              data165.shell_allowlist = [];
            }
            if (data165.minimum_uid === void 0) {
              data165.minimum_uid = 1e3;
            }
            if (data165.allow_bots === void 0) {
              data165.allow_bots = false;
            }
            if (data165.pipeline_sources === void 0) {
              data165.pipeline_sources = [];
            }
            if (data165.protected_refs === void 0) {
              data165.protected_refs = false;
            }
            if (data165.project_allowlist === void 0) {
              data165.project_allowlist = [];
            }
            if (data165.project_blocklist === void 0) {
              data165.project_blocklist = [];
            }
            if (data165.fork_pipelines === void 0) {
              data165.fork_pipelines = false;
            }
            if (data165.nologin === void 0) {
              data165.nologin = true;
            }
            if (data165.stages === void 0) {
              data165.stages = [];
            }
            if (data165.lists_before_runas === void 0) {
              data165.lists_before_runas = false;
            }
            for (const key21 in data165) {
              if (!func2.call(schema11.properties.ci.properties, key21)) {
                const err361 = { instancePath: instancePath + "/ci", schemaPath: "#/properties/ci/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key21 } };
                if (vErrors === null) {
                  vErrors = [err361];
                } else {
                  vErrors.push(err361);
                }
                errors++;
              }
            }
            let data166 = data165.token_variables;
            if (Array.isArray(data166)) {
              if (data166.length < 1) {
                const err362 = { instancePath: instancePath + "/ci/token_variables", schemaPath: "#/properties/ci/properties/token_variables/minItems", keyword: "minItems", params: { limit: 1 } };
                if (vErrors === null) {
                  vErrors = [err362];
                } else {
                  vErrors.push(err362);
                }
                errors++;
              }
              const len32 = data166.length;
              for (let i60 = 0; i60 < len32; i60++) {
                let data167 = data166[i60];
                if (typeof data167 === "string") {
                  if (!pattern73.test(data167)) {
                    const err363 = { instancePath: instancePath + "/ci/token_variables/" + i60, schemaPath: "#/properties/ci/properties/token_variables/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_]{0,127}$" } };
                    if (vErrors === null) {
                      vErrors = [err363];
                    } else {
                      vErrors.push(err363);
                    }
                    errors++;
                  }
                } else {
                  const err364 = { instancePath: instancePath + "/ci/token_variables/" + i60, schemaPath: "#/properties/ci/properties/token_variables/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err364];
                  } else {
                    vErrors.push(err364);
                  }
                  errors++;
                }
              }
              let i61 = data166.length;
              let j28;
              if (i61 > 1) {
                const indices28 = {};
                for (; i61--; ) {
                  let item28 = data166[i61];
                  if (typeof item28 !== "string") {
                    continue;
                  }
                  if (typeof indices28[item28] == "number") {
                    j28 = indices28[item28];
                    const err365 = { instancePath: instancePath + "/ci/token_variables", schemaPath: "#/properties/ci/properties/token_variables/uniqueItems", keyword: "uniqueItems", params: { i: i61, j: j28 } };
                    if (vErrors === null) {
                      vErrors = [err365];
                    } else {
                      vErrors.push(err365);
                    }
                    errors++;
                    break;
                  }
                  indices28[item28] = i61;
                }
              }
            } else {
              const err366 = { instancePath: instancePath + "/ci/token_variables", schemaPath: "#/properties/ci/properties/token_variables/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err366];
              } else {
                vErrors.push(err366);
              }
              errors++;
            }
            let data168 = data165.runners;
            if (Array.isArray(data168)) {
              if (data168.length < 0) {
                const err367 = { instancePath: instancePath + "/ci/runners", schemaPath: "#/properties/ci/properties/runners/minItems", keyword: "minItems", params: { limit: 0 } };
                if (vErrors === null) {
                  vErrors = [err367];
                } else {
                  vErrors.push(err367);
                }
                errors++;
              }
              const len33 = data168.length;
              for (let i62 = 0; i62 < len33; i62++) {
                let data169 = data168[i62];
                if (typeof data169 === "string") {
                  if (!pattern87.test(data169)) {
                    const err368 = { instancePath: instancePath + "/ci/runners/" + i62, schemaPath: "#/properties/ci/properties/runners/items/pattern", keyword: "pattern", params: { pattern: "^[0-9]{1,18}$" } };
                    if (vErrors === null) {
                      vErrors = [err368];
                    } else {
                      vErrors.push(err368);
                    }
                    errors++;
                  }
                } else {
                  const err369 = { instancePath: instancePath + "/ci/runners/" + i62, schemaPath: "#/properties/ci/properties/runners/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err369];
                  } else {
                    vErrors.push(err369);
                  }
                  errors++;
                }
              }
              let i63 = data168.length;
              let j29;
              if (i63 > 1) {
                const indices29 = {};
                for (; i63--; ) {
                  let item29 = data168[i63];
                  if (typeof item29 !== "string") {
                    continue;
                  }
                  if (typeof indices29[item29] == "number") {
                    j29 = indices29[item29];
                    const err370 = { instancePath: instancePath + "/ci/runners", schemaPath: "#/properties/ci/properties/runners/uniqueItems", keyword: "uniqueItems", params: { i: i63, j: j29 } };
                    if (vErrors === null) {
                      vErrors = [err370];
                    } else {
                      vErrors.push(err370);
                    }
                    errors++;
                    break;
                  }
                  indices29[item29] = i63;
                }
              }
            } else {
              const err371 = { instancePath: instancePath + "/ci/runners", schemaPath: "#/properties/ci/properties/runners/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err371];
              } else {
                vErrors.push(err371);
              }
              errors++;
            }
            let data170 = data165.expired_cleanup;
            if (typeof data170 === "string") {
              if (!pattern20.test(data170)) {
                const err372 = { instancePath: instancePath + "/ci/expired_cleanup", schemaPath: "#/properties/ci/properties/expired_cleanup/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
                if (vErrors === null) {
                  vErrors = [err372];
                } else {
                  vErrors.push(err372);
                }
                errors++;
              }
            } else {
              const err373 = { instancePath: instancePath + "/ci/expired_cleanup", schemaPath: "#/properties/ci/properties/expired_cleanup/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err373];
              } else {
                vErrors.push(err373);
              }
              errors++;
            }
            let data171 = data165.data_dir;
            if (typeof data171 === "string") {
              if (!pattern89.test(data171)) {
                const err374 = { instancePath: instancePath + "/ci/data_dir", schemaPath: "#/properties/ci/properties/data_dir/pattern", keyword: "pattern", params: { pattern: "^(?:\\{home\\}|/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)*$" } };
                if (vErrors === null) {
                  vErrors = [err374];
                } else {
                  vErrors.push(err374);
                }
                errors++;
              }
            } else {
              const err375 = { instancePath: instancePath + "/ci/data_dir", schemaPath: "#/properties/ci/properties/data_dir/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err375];
              } else {
                vErrors.push(err375);
              }
              errors++;
            }
            let data172 = data165.builds;
            if (typeof data172 !== "string") {
              const err376 = { instancePath: instancePath + "/ci/builds", schemaPath: "#/properties/ci/properties/builds/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err376];
              } else {
                vErrors.push(err376);
              }
              errors++;
            }
            if (!(data172 === "project" || data172 === "job")) {
              const err377 = { instancePath: instancePath + "/ci/builds", schemaPath: "#/properties/ci/properties/builds/enum", keyword: "enum", params: { allowedValues: schema11.properties.ci.properties.builds.enum } };
              if (vErrors === null) {
                vErrors = [err377];
              } else {
                vErrors.push(err377);
              }
              errors++;
            }
            let data173 = data165.retention;
            if (typeof data173 === "string") {
              if (!pattern20.test(data173)) {
                const err378 = { instancePath: instancePath + "/ci/retention", schemaPath: "#/properties/ci/properties/retention/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
                if (vErrors === null) {
                  vErrors = [err378];
                } else {
                  vErrors.push(err378);
                }
                errors++;
              }
            } else {
              const err379 = { instancePath: instancePath + "/ci/retention", schemaPath: "#/properties/ci/properties/retention/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err379];
              } else {
                vErrors.push(err379);
              }
              errors++;
            }
            if (typeof data165.group_readable !== "boolean") {
              const err380 = { instancePath: instancePath + "/ci/group_readable", schemaPath: "#/properties/ci/properties/group_readable/type", keyword: "type", params: { type: "boolean" } };
              if (vErrors === null) {
                vErrors = [err380];
              } else {
                vErrors.push(err380);
              }
              errors++;
            }
            let data175 = data165.shell;
            if (typeof data175 === "string") {
              if (!pattern1.test(data175)) {
                const err381 = { instancePath: instancePath + "/ci/shell", schemaPath: "#/properties/ci/properties/shell/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" } };
                if (vErrors === null) {
                  vErrors = [err381];
                } else {
                  vErrors.push(err381);
                }
                errors++;
              }
            } else {
              const err382 = { instancePath: instancePath + "/ci/shell", schemaPath: "#/properties/ci/properties/shell/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err382];
              } else {
                vErrors.push(err382);
              }
              errors++;
            }
            if (data165.message !== void 0) {
              let data176 = data165.message;
              if (typeof data176 === "string") {
                if (!pattern75.test(data176)) {
                  const err383 = { instancePath: instancePath + "/ci/message", schemaPath: "#/properties/ci/properties/message/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]*$" } };
                  if (vErrors === null) {
                    vErrors = [err383];
                  } else {
                    vErrors.push(err383);
                  }
                  errors++;
                }
              } else {
                const err384 = { instancePath: instancePath + "/ci/message", schemaPath: "#/properties/ci/properties/message/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err384];
                } else {
                  vErrors.push(err384);
                }
                errors++;
              }
            }
            if (data165.path !== void 0) {
              let data177 = data165.path;
              if (typeof data177 === "string") {
                if (!pattern76.test(data177)) {
                  const err385 = { instancePath: instancePath + "/ci/path", schemaPath: "#/properties/ci/properties/path/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+(?::(?:/(?!\\.{1,2}(?:/|$))[^/:\\u0000-\\u001f\\u007f]+)+)*$" } };
                  if (vErrors === null) {
                    vErrors = [err385];
                  } else {
                    vErrors.push(err385);
                  }
                  errors++;
                }
              } else {
                const err386 = { instancePath: instancePath + "/ci/path", schemaPath: "#/properties/ci/properties/path/type", keyword: "type", params: { type: "string" } };
                if (vErrors === null) {
                  vErrors = [err386];
                } else {
                  vErrors.push(err386);
                }
                errors++;
              }
            }
            let data178 = data165.stack;
            if (typeof data178 !== "string") {
              const err387 = { instancePath: instancePath + "/ci/stack", schemaPath: "#/properties/ci/properties/stack/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err387];
              } else {
                vErrors.push(err387);
              }
              errors++;
            }
            if (!(data178 === "hard" || data178 === "keep")) {
              const err388 = { instancePath: instancePath + "/ci/stack", schemaPath: "#/properties/ci/properties/stack/enum", keyword: "enum", params: { allowedValues: schema11.properties.ci.properties.stack.enum } };
              if (vErrors === null) {
                vErrors = [err388];
              } else {
                vErrors.push(err388);
              }
              errors++;
            }
            let data179 = data165.kill_timeout;
            if (typeof data179 === "string") {
              if (!pattern20.test(data179)) {
                const err389 = { instancePath: instancePath + "/ci/kill_timeout", schemaPath: "#/properties/ci/properties/kill_timeout/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
                if (vErrors === null) {
                  vErrors = [err389];
                } else {
                  vErrors.push(err389);
                }
                errors++;
              }
            } else {
              const err390 = { instancePath: instancePath + "/ci/kill_timeout", schemaPath: "#/properties/ci/properties/kill_timeout/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err390];
              } else {
                vErrors.push(err390);
              }
              errors++;
            }
            let data180 = data165.max_variable;
            if (typeof data180 === "string") {
              if (!pattern21.test(data180)) {
                const err391 = { instancePath: instancePath + "/ci/max_variable", schemaPath: "#/properties/ci/properties/max_variable/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,8})(?:B|KiB|MiB)$" } };
                if (vErrors === null) {
                  vErrors = [err391];
                } else {
                  vErrors.push(err391);
                }
                errors++;
              }
            } else {
              const err392 = { instancePath: instancePath + "/ci/max_variable", schemaPath: "#/properties/ci/properties/max_variable/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err392];
              } else {
                vErrors.push(err392);
              }
              errors++;
            }
            let data181 = data165.lease;
            if (typeof data181 !== "string") {
              const err393 = { instancePath: instancePath + "/ci/lease", schemaPath: "#/properties/ci/properties/lease/type", keyword: "type", params: { type: "string" } };
              if (vErrors === null) {
                vErrors = [err393];
              } else {
                vErrors.push(err393);
              }
              errors++;
            }
            if (!(data181 === "job" || data181 === "identity")) {
              const err394 = { instancePath: instancePath + "/ci/lease", schemaPath: "#/properties/ci/properties/lease/enum", keyword: "enum", params: { allowedValues: schema11.properties.ci.properties.lease.enum } };
              if (vErrors === null) {
                vErrors = [err394];
              } else {
                vErrors.push(err394);
              }
              errors++;
            }
            let data182 = data165.user_allowlist;
            if (Array.isArray(data182)) {
              if (data182.length < 0) {
                const err395 = { instancePath: instancePath + "/ci/user_allowlist", schemaPath: "#/properties/ci/properties/user_allowlist/minItems", keyword: "minItems", params: { limit: 0 } };
                if (vErrors === null) {
                  vErrors = [err395];
                } else {
                  vErrors.push(err395);
                }
                errors++;
              }
              const len34 = data182.length;
              for (let i64 = 0; i64 < len34; i64++) {
                let data183 = data182[i64];
                if (typeof data183 === "string") {
                  if (!pattern0.test(data183)) {
                    const err396 = { instancePath: instancePath + "/ci/user_allowlist/" + i64, schemaPath: "#/properties/ci/properties/user_allowlist/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" } };
                    if (vErrors === null) {
                      vErrors = [err396];
                    } else {
                      vErrors.push(err396);
                    }
                    errors++;
                  }
                } else {
                  const err397 = { instancePath: instancePath + "/ci/user_allowlist/" + i64, schemaPath: "#/properties/ci/properties/user_allowlist/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err397];
                  } else {
                    vErrors.push(err397);
                  }
                  errors++;
                }
              }
              let i65 = data182.length;
              let j30;
              if (i65 > 1) {
                const indices30 = {};
                for (; i65--; ) {
                  let item30 = data182[i65];
                  if (typeof item30 !== "string") {
                    continue;
                  }
                  if (typeof indices30[item30] == "number") {
                    j30 = indices30[item30];
                    const err398 = { instancePath: instancePath + "/ci/user_allowlist", schemaPath: "#/properties/ci/properties/user_allowlist/uniqueItems", keyword: "uniqueItems", params: { i: i65, j: j30 } };
                    if (vErrors === null) {
                      vErrors = [err398];
                    } else {
                      vErrors.push(err398);
                    }
                    errors++;
                    break;
                  }
                  indices30[item30] = i65;
                }
              }
            } else {
              const err399 = { instancePath: instancePath + "/ci/user_allowlist", schemaPath: "#/properties/ci/properties/user_allowlist/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err399];
              } else {
                vErrors.push(err399);
              }
              errors++;
            }
            let data184 = data165.user_blocklist;
            if (Array.isArray(data184)) {
              if (data184.length < 0) {
                const err400 = { instancePath: instancePath + "/ci/user_blocklist", schemaPath: "#/properties/ci/properties/user_blocklist/minItems", keyword: "minItems", params: { limit: 0 } };
                if (vErrors === null) {
                  vErrors = [err400];
                } else {
                  vErrors.push(err400);
                }
                errors++;
              }
              const len35 = data184.length;
              for (let i66 = 0; i66 < len35; i66++) {
                let data185 = data184[i66];
                if (typeof data185 === "string") {
                  if (!pattern0.test(data185)) {
                    const err401 = { instancePath: instancePath + "/ci/user_blocklist/" + i66, schemaPath: "#/properties/ci/properties/user_blocklist/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" } };
                    if (vErrors === null) {
                      vErrors = [err401];
                    } else {
                      vErrors.push(err401);
                    }
                    errors++;
                  }
                } else {
                  const err402 = { instancePath: instancePath + "/ci/user_blocklist/" + i66, schemaPath: "#/properties/ci/properties/user_blocklist/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err402];
                  } else {
                    vErrors.push(err402);
                  }
                  errors++;
                }
              }
              let i67 = data184.length;
              let j31;
              if (i67 > 1) {
                const indices31 = {};
                for (; i67--; ) {
                  let item31 = data184[i67];
                  if (typeof item31 !== "string") {
                    continue;
                  }
                  if (typeof indices31[item31] == "number") {
                    j31 = indices31[item31];
                    const err403 = { instancePath: instancePath + "/ci/user_blocklist", schemaPath: "#/properties/ci/properties/user_blocklist/uniqueItems", keyword: "uniqueItems", params: { i: i67, j: j31 } };
                    if (vErrors === null) {
                      vErrors = [err403];
                    } else {
                      vErrors.push(err403);
                    }
                    errors++;
                    break;
                  }
                  indices31[item31] = i67;
                }
              }
            } else {
              const err404 = { instancePath: instancePath + "/ci/user_blocklist", schemaPath: "#/properties/ci/properties/user_blocklist/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err404];
              } else {
                vErrors.push(err404);
              }
              errors++;
            }
            let data186 = data165.group_blocklist;
            if (Array.isArray(data186)) {
              if (data186.length < 0) {
                const err405 = { instancePath: instancePath + "/ci/group_blocklist", schemaPath: "#/properties/ci/properties/group_blocklist/minItems", keyword: "minItems", params: { limit: 0 } };
                if (vErrors === null) {
                  vErrors = [err405];
                } else {
                  vErrors.push(err405);
                }
                errors++;
              }
              const len36 = data186.length;
              for (let i68 = 0; i68 < len36; i68++) {
                let data187 = data186[i68];
                if (typeof data187 === "string") {
                  if (!pattern0.test(data187)) {
                    const err406 = { instancePath: instancePath + "/ci/group_blocklist/" + i68, schemaPath: "#/properties/ci/properties/group_blocklist/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" } };
                    if (vErrors === null) {
                      vErrors = [err406];
                    } else {
                      vErrors.push(err406);
                    }
                    errors++;
                  }
                } else {
                  const err407 = { instancePath: instancePath + "/ci/group_blocklist/" + i68, schemaPath: "#/properties/ci/properties/group_blocklist/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err407];
                  } else {
                    vErrors.push(err407);
                  }
                  errors++;
                }
              }
              let i69 = data186.length;
              let j32;
              if (i69 > 1) {
                const indices32 = {};
                for (; i69--; ) {
                  let item32 = data186[i69];
                  if (typeof item32 !== "string") {
                    continue;
                  }
                  if (typeof indices32[item32] == "number") {
                    j32 = indices32[item32];
                    const err408 = { instancePath: instancePath + "/ci/group_blocklist", schemaPath: "#/properties/ci/properties/group_blocklist/uniqueItems", keyword: "uniqueItems", params: { i: i69, j: j32 } };
                    if (vErrors === null) {
                      vErrors = [err408];
                    } else {
                      vErrors.push(err408);
                    }
                    errors++;
                    break;
                  }
                  indices32[item32] = i69;
                }
              }
            } else {
              const err409 = { instancePath: instancePath + "/ci/group_blocklist", schemaPath: "#/properties/ci/properties/group_blocklist/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err409];
              } else {
                vErrors.push(err409);
              }
              errors++;
            }
            let data188 = data165.group_allowlist;
            if (Array.isArray(data188)) {
              if (data188.length < 0) {
                const err410 = { instancePath: instancePath + "/ci/group_allowlist", schemaPath: "#/properties/ci/properties/group_allowlist/minItems", keyword: "minItems", params: { limit: 0 } };
                if (vErrors === null) {
                  vErrors = [err410];
                } else {
                  vErrors.push(err410);
                }
                errors++;
              }
              const len37 = data188.length;
              for (let i70 = 0; i70 < len37; i70++) {
                let data189 = data188[i70];
                if (typeof data189 === "string") {
                  if (!pattern0.test(data189)) {
                    const err411 = { instancePath: instancePath + "/ci/group_allowlist/" + i70, schemaPath: "#/properties/ci/properties/group_allowlist/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?$" } };
                    if (vErrors === null) {
                      vErrors = [err411];
                    } else {
                      vErrors.push(err411);
                    }
                    errors++;
                  }
                } else {
                  const err412 = { instancePath: instancePath + "/ci/group_allowlist/" + i70, schemaPath: "#/properties/ci/properties/group_allowlist/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err412];
                  } else {
                    vErrors.push(err412);
                  }
                  errors++;
                }
              }
              let i71 = data188.length;
              let j33;
              if (i71 > 1) {
                const indices33 = {};
                for (; i71--; ) {
                  let item33 = data188[i71];
                  if (typeof item33 !== "string") {
                    continue;
                  }
                  if (typeof indices33[item33] == "number") {
                    j33 = indices33[item33];
                    const err413 = { instancePath: instancePath + "/ci/group_allowlist", schemaPath: "#/properties/ci/properties/group_allowlist/uniqueItems", keyword: "uniqueItems", params: { i: i71, j: j33 } };
                    if (vErrors === null) {
                      vErrors = [err413];
                    } else {
                      vErrors.push(err413);
                    }
                    errors++;
                    break;
                  }
                  indices33[item33] = i71;
                }
              }
            } else {
              const err414 = { instancePath: instancePath + "/ci/group_allowlist", schemaPath: "#/properties/ci/properties/group_allowlist/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err414];
              } else {
                vErrors.push(err414);
              }
              errors++;
            }
            let data190 = data165.shell_allowlist;
            if (Array.isArray(data190)) {
              if (data190.length < 0) {
                const err415 = { instancePath: instancePath + "/ci/shell_allowlist", schemaPath: "#/properties/ci/properties/shell_allowlist/minItems", keyword: "minItems", params: { limit: 0 } };
                if (vErrors === null) {
                  vErrors = [err415];
                } else {
                  vErrors.push(err415);
                }
                errors++;
              }
              const len38 = data190.length;
              for (let i72 = 0; i72 < len38; i72++) {
                let data191 = data190[i72];
                if (typeof data191 === "string") {
                  if (!pattern1.test(data191)) {
                    const err416 = { instancePath: instancePath + "/ci/shell_allowlist/" + i72, schemaPath: "#/properties/ci/properties/shell_allowlist/items/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" } };
                    if (vErrors === null) {
                      vErrors = [err416];
                    } else {
                      vErrors.push(err416);
                    }
                    errors++;
                  }
                } else {
                  const err417 = { instancePath: instancePath + "/ci/shell_allowlist/" + i72, schemaPath: "#/properties/ci/properties/shell_allowlist/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err417];
                  } else {
                    vErrors.push(err417);
                  }
                  errors++;
                }
              }
              let i73 = data190.length;
              let j34;
              if (i73 > 1) {
                const indices34 = {};
                for (; i73--; ) {
                  let item34 = data190[i73];
                  if (typeof item34 !== "string") {
                    continue;
                  }
                  if (typeof indices34[item34] == "number") {
                    j34 = indices34[item34];
                    const err418 = { instancePath: instancePath + "/ci/shell_allowlist", schemaPath: "#/properties/ci/properties/shell_allowlist/uniqueItems", keyword: "uniqueItems", params: { i: i73, j: j34 } };
                    if (vErrors === null) {
                      vErrors = [err418];
                    } else {
                      vErrors.push(err418);
                    }
                    errors++;
                    break;
                  }
                  indices34[item34] = i73;
                }
              }
            } else {
              const err419 = { instancePath: instancePath + "/ci/shell_allowlist", schemaPath: "#/properties/ci/properties/shell_allowlist/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err419];
              } else {
                vErrors.push(err419);
              }
              errors++;
            }
            let data192 = data165.minimum_uid;
            if (!(typeof data192 == "number" && (!(data192 % 1) && !isNaN(data192)) && isFinite(data192))) {
              const err420 = { instancePath: instancePath + "/ci/minimum_uid", schemaPath: "#/properties/ci/properties/minimum_uid/type", keyword: "type", params: { type: "integer" } };
              if (vErrors === null) {
                vErrors = [err420];
              } else {
                vErrors.push(err420);
              }
              errors++;
            }
            if (typeof data192 == "number" && isFinite(data192)) {
              if (data192 > 4294967294 || isNaN(data192)) {
                const err421 = { instancePath: instancePath + "/ci/minimum_uid", schemaPath: "#/properties/ci/properties/minimum_uid/maximum", keyword: "maximum", params: { comparison: "<=", limit: 4294967294 } };
                if (vErrors === null) {
                  vErrors = [err421];
                } else {
                  vErrors.push(err421);
                }
                errors++;
              }
              if (data192 < 1 || isNaN(data192)) {
                const err422 = { instancePath: instancePath + "/ci/minimum_uid", schemaPath: "#/properties/ci/properties/minimum_uid/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
                if (vErrors === null) {
                  vErrors = [err422];
                } else {
                  vErrors.push(err422);
                }
                errors++;
              }
            }
            if (typeof data165.allow_bots !== "boolean") {
              const err423 = { instancePath: instancePath + "/ci/allow_bots", schemaPath: "#/properties/ci/properties/allow_bots/type", keyword: "type", params: { type: "boolean" } };
              if (vErrors === null) {
                vErrors = [err423];
              } else {
                vErrors.push(err423);
              }
              errors++;
            }
            let data194 = data165.pipeline_sources;
            if (Array.isArray(data194)) {
              if (data194.length < 0) {
                const err424 = { instancePath: instancePath + "/ci/pipeline_sources", schemaPath: "#/properties/ci/properties/pipeline_sources/minItems", keyword: "minItems", params: { limit: 0 } };
                if (vErrors === null) {
                  vErrors = [err424];
                } else {
                  vErrors.push(err424);
                }
                errors++;
              }
              const len39 = data194.length;
              for (let i74 = 0; i74 < len39; i74++) {
                let data195 = data194[i74];
                if (typeof data195 === "string") {
                  if (!pattern8.test(data195)) {
                    const err425 = { instancePath: instancePath + "/ci/pipeline_sources/" + i74, schemaPath: "#/properties/ci/properties/pipeline_sources/items/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" } };
                    if (vErrors === null) {
                      vErrors = [err425];
                    } else {
                      vErrors.push(err425);
                    }
                    errors++;
                  }
                } else {
                  const err426 = { instancePath: instancePath + "/ci/pipeline_sources/" + i74, schemaPath: "#/properties/ci/properties/pipeline_sources/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err426];
                  } else {
                    vErrors.push(err426);
                  }
                  errors++;
                }
              }
              let i75 = data194.length;
              let j35;
              if (i75 > 1) {
                const indices35 = {};
                for (; i75--; ) {
                  let item35 = data194[i75];
                  if (typeof item35 !== "string") {
                    continue;
                  }
                  if (typeof indices35[item35] == "number") {
                    j35 = indices35[item35];
                    const err427 = { instancePath: instancePath + "/ci/pipeline_sources", schemaPath: "#/properties/ci/properties/pipeline_sources/uniqueItems", keyword: "uniqueItems", params: { i: i75, j: j35 } };
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
              const err428 = { instancePath: instancePath + "/ci/pipeline_sources", schemaPath: "#/properties/ci/properties/pipeline_sources/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err428];
              } else {
                vErrors.push(err428);
              }
              errors++;
            }
            if (typeof data165.protected_refs !== "boolean") {
              const err429 = { instancePath: instancePath + "/ci/protected_refs", schemaPath: "#/properties/ci/properties/protected_refs/type", keyword: "type", params: { type: "boolean" } };
              if (vErrors === null) {
                vErrors = [err429];
              } else {
                vErrors.push(err429);
              }
              errors++;
            }
            let data197 = data165.project_allowlist;
            if (Array.isArray(data197)) {
              if (data197.length < 0) {
                const err430 = { instancePath: instancePath + "/ci/project_allowlist", schemaPath: "#/properties/ci/properties/project_allowlist/minItems", keyword: "minItems", params: { limit: 0 } };
                if (vErrors === null) {
                  vErrors = [err430];
                } else {
                  vErrors.push(err430);
                }
                errors++;
              }
              const len40 = data197.length;
              for (let i76 = 0; i76 < len40; i76++) {
                let data198 = data197[i76];
                if (typeof data198 === "string") {
                  if (!pattern30.test(data198)) {
                    const err431 = { instancePath: instancePath + "/ci/project_allowlist/" + i76, schemaPath: "#/properties/ci/properties/project_allowlist/items/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]+$" } };
                    if (vErrors === null) {
                      vErrors = [err431];
                    } else {
                      vErrors.push(err431);
                    }
                    errors++;
                  }
                } else {
                  const err432 = { instancePath: instancePath + "/ci/project_allowlist/" + i76, schemaPath: "#/properties/ci/properties/project_allowlist/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err432];
                  } else {
                    vErrors.push(err432);
                  }
                  errors++;
                }
              }
              let i77 = data197.length;
              let j36;
              if (i77 > 1) {
                const indices36 = {};
                for (; i77--; ) {
                  let item36 = data197[i77];
                  if (typeof item36 !== "string") {
                    continue;
                  }
                  if (typeof indices36[item36] == "number") {
                    j36 = indices36[item36];
                    const err433 = { instancePath: instancePath + "/ci/project_allowlist", schemaPath: "#/properties/ci/properties/project_allowlist/uniqueItems", keyword: "uniqueItems", params: { i: i77, j: j36 } };
                    if (vErrors === null) {
                      vErrors = [err433];
                    } else {
                      vErrors.push(err433);
                    }
                    errors++;
                    break;
                  }
                  indices36[item36] = i77;
                }
              }
            } else {
              const err434 = { instancePath: instancePath + "/ci/project_allowlist", schemaPath: "#/properties/ci/properties/project_allowlist/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err434];
              } else {
                vErrors.push(err434);
              }
              errors++;
            }
            let data199 = data165.project_blocklist;
            if (Array.isArray(data199)) {
              if (data199.length < 0) {
                const err435 = { instancePath: instancePath + "/ci/project_blocklist", schemaPath: "#/properties/ci/properties/project_blocklist/minItems", keyword: "minItems", params: { limit: 0 } };
                if (vErrors === null) {
                  vErrors = [err435];
                } else {
                  vErrors.push(err435);
                }
                errors++;
              }
              const len41 = data199.length;
              for (let i78 = 0; i78 < len41; i78++) {
                let data200 = data199[i78];
                if (typeof data200 === "string") {
                  if (!pattern30.test(data200)) {
                    const err436 = { instancePath: instancePath + "/ci/project_blocklist/" + i78, schemaPath: "#/properties/ci/properties/project_blocklist/items/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]+$" } };
                    if (vErrors === null) {
                      vErrors = [err436];
                    } else {
                      vErrors.push(err436);
                    }
                    errors++;
                  }
                } else {
                  const err437 = { instancePath: instancePath + "/ci/project_blocklist/" + i78, schemaPath: "#/properties/ci/properties/project_blocklist/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err437];
                  } else {
                    vErrors.push(err437);
                  }
                  errors++;
                }
              }
              let i79 = data199.length;
              let j37;
              if (i79 > 1) {
                const indices37 = {};
                for (; i79--; ) {
                  let item37 = data199[i79];
                  if (typeof item37 !== "string") {
                    continue;
                  }
                  if (typeof indices37[item37] == "number") {
                    j37 = indices37[item37];
                    const err438 = { instancePath: instancePath + "/ci/project_blocklist", schemaPath: "#/properties/ci/properties/project_blocklist/uniqueItems", keyword: "uniqueItems", params: { i: i79, j: j37 } };
                    if (vErrors === null) {
                      vErrors = [err438];
                    } else {
                      vErrors.push(err438);
                    }
                    errors++;
                    break;
                  }
                  indices37[item37] = i79;
                }
              }
            } else {
              const err439 = { instancePath: instancePath + "/ci/project_blocklist", schemaPath: "#/properties/ci/properties/project_blocklist/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err439];
              } else {
                vErrors.push(err439);
              }
              errors++;
            }
            if (typeof data165.fork_pipelines !== "boolean") {
              const err440 = { instancePath: instancePath + "/ci/fork_pipelines", schemaPath: "#/properties/ci/properties/fork_pipelines/type", keyword: "type", params: { type: "boolean" } };
              if (vErrors === null) {
                vErrors = [err440];
              } else {
                vErrors.push(err440);
              }
              errors++;
            }
            if (typeof data165.nologin !== "boolean") {
              const err441 = { instancePath: instancePath + "/ci/nologin", schemaPath: "#/properties/ci/properties/nologin/type", keyword: "type", params: { type: "boolean" } };
              if (vErrors === null) {
                vErrors = [err441];
              } else {
                vErrors.push(err441);
              }
              errors++;
            }
            let data203 = data165.stages;
            if (Array.isArray(data203)) {
              if (data203.length < 0) {
                const err442 = { instancePath: instancePath + "/ci/stages", schemaPath: "#/properties/ci/properties/stages/minItems", keyword: "minItems", params: { limit: 0 } };
                if (vErrors === null) {
                  vErrors = [err442];
                } else {
                  vErrors.push(err442);
                }
                errors++;
              }
              const len42 = data203.length;
              for (let i80 = 0; i80 < len42; i80++) {
                let data204 = data203[i80];
                if (typeof data204 === "string") {
                  if (!pattern104.test(data204)) {
                    const err443 = { instancePath: instancePath + "/ci/stages/" + i80, schemaPath: "#/properties/ci/properties/stages/items/pattern", keyword: "pattern", params: { pattern: "^[a-z][a-z0-9_]{0,63}$" } };
                    if (vErrors === null) {
                      vErrors = [err443];
                    } else {
                      vErrors.push(err443);
                    }
                    errors++;
                  }
                } else {
                  const err444 = { instancePath: instancePath + "/ci/stages/" + i80, schemaPath: "#/properties/ci/properties/stages/items/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err444];
                  } else {
                    vErrors.push(err444);
                  }
                  errors++;
                }
              }
              let i81 = data203.length;
              let j38;
              if (i81 > 1) {
                const indices38 = {};
                for (; i81--; ) {
                  let item38 = data203[i81];
                  if (typeof item38 !== "string") {
                    continue;
                  }
                  if (typeof indices38[item38] == "number") {
                    j38 = indices38[item38];
                    const err445 = { instancePath: instancePath + "/ci/stages", schemaPath: "#/properties/ci/properties/stages/uniqueItems", keyword: "uniqueItems", params: { i: i81, j: j38 } };
                    if (vErrors === null) {
                      vErrors = [err445];
                    } else {
                      vErrors.push(err445);
                    }
                    errors++;
                    break;
                  }
                  indices38[item38] = i81;
                }
              }
            } else {
              const err446 = { instancePath: instancePath + "/ci/stages", schemaPath: "#/properties/ci/properties/stages/type", keyword: "type", params: { type: "array" } };
              if (vErrors === null) {
                vErrors = [err446];
              } else {
                vErrors.push(err446);
              }
              errors++;
            }
            if (typeof data165.lists_before_runas !== "boolean") {
              const err447 = { instancePath: instancePath + "/ci/lists_before_runas", schemaPath: "#/properties/ci/properties/lists_before_runas/type", keyword: "type", params: { type: "boolean" } };
              if (vErrors === null) {
                vErrors = [err447];
              } else {
                vErrors.push(err447);
              }
              errors++;
            }
            if (data165.runas !== void 0) {
              let data206 = data165.runas;
              if (data206 && typeof data206 == "object" && !Array.isArray(data206)) {
                if (data206.environment === void 0) {
                  data206.environment = {};
                }
                if (data206.timeout === void 0) {
                  data206.timeout = "5s";
                }
                if (data206.script === void 0) {
                  const err448 = { instancePath: instancePath + "/ci/runas", schemaPath: "#/properties/ci/properties/runas/required", keyword: "required", params: { missingProperty: "script" } };
                  if (vErrors === null) {
                    vErrors = [err448];
                  } else {
                    vErrors.push(err448);
                  }
                  errors++;
                }
                for (const key22 in data206) {
                  if (!(key22 === "script" || key22 === "sha256" || key22 === "user_variable" || key22 === "environment" || key22 === "timeout")) {
                    const err449 = { instancePath: instancePath + "/ci/runas", schemaPath: "#/properties/ci/properties/runas/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key22 } };
                    if (vErrors === null) {
                      vErrors = [err449];
                    } else {
                      vErrors.push(err449);
                    }
                    errors++;
                  }
                }
                if (data206.script !== void 0) {
                  let data207 = data206.script;
                  if (typeof data207 === "string") {
                    if (!pattern1.test(data207)) {
                      const err450 = { instancePath: instancePath + "/ci/runas/script", schemaPath: "#/properties/ci/properties/runas/properties/script/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" } };
                      if (vErrors === null) {
                        vErrors = [err450];
                      } else {
                        vErrors.push(err450);
                      }
                      errors++;
                    }
                  } else {
                    const err451 = { instancePath: instancePath + "/ci/runas/script", schemaPath: "#/properties/ci/properties/runas/properties/script/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err451];
                    } else {
                      vErrors.push(err451);
                    }
                    errors++;
                  }
                }
                if (data206.sha256 !== void 0) {
                  let data208 = data206.sha256;
                  if (typeof data208 === "string") {
                    if (!pattern106.test(data208)) {
                      const err452 = { instancePath: instancePath + "/ci/runas/sha256", schemaPath: "#/properties/ci/properties/runas/properties/sha256/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{64}$" } };
                      if (vErrors === null) {
                        vErrors = [err452];
                      } else {
                        vErrors.push(err452);
                      }
                      errors++;
                    }
                  } else {
                    const err453 = { instancePath: instancePath + "/ci/runas/sha256", schemaPath: "#/properties/ci/properties/runas/properties/sha256/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err453];
                    } else {
                      vErrors.push(err453);
                    }
                    errors++;
                  }
                }
                if (data206.user_variable !== void 0) {
                  let data209 = data206.user_variable;
                  if (typeof data209 === "string") {
                    if (!pattern73.test(data209)) {
                      const err454 = { instancePath: instancePath + "/ci/runas/user_variable", schemaPath: "#/properties/ci/properties/runas/properties/user_variable/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_]{0,127}$" } };
                      if (vErrors === null) {
                        vErrors = [err454];
                      } else {
                        vErrors.push(err454);
                      }
                      errors++;
                    }
                  } else {
                    const err455 = { instancePath: instancePath + "/ci/runas/user_variable", schemaPath: "#/properties/ci/properties/runas/properties/user_variable/type", keyword: "type", params: { type: "string" } };
                    if (vErrors === null) {
                      vErrors = [err455];
                    } else {
                      vErrors.push(err455);
                    }
                    errors++;
                  }
                }
                let data210 = data206.environment;
                if (data210 && typeof data210 == "object" && !Array.isArray(data210)) {
                  for (const key23 in data210) {
                    if (!pattern73.test(key23)) {
                      const err456 = { instancePath: instancePath + "/ci/runas/environment", schemaPath: "#/properties/ci/properties/runas/properties/environment/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key23 } };
                      if (vErrors === null) {
                        vErrors = [err456];
                      } else {
                        vErrors.push(err456);
                      }
                      errors++;
                    }
                  }
                  for (const key24 in data210) {
                    if (pattern73.test(key24)) {
                      let data211 = data210[key24];
                      if (typeof data211 === "string") {
                        if (!pattern75.test(data211)) {
                          const err457 = { instancePath: instancePath + "/ci/runas/environment/" + key24.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/ci/properties/runas/properties/environment/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_%5D%7B0%2C127%7D%24/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f]*$" } };
                          if (vErrors === null) {
                            vErrors = [err457];
                          } else {
                            vErrors.push(err457);
                          }
                          errors++;
                        }
                      } else {
                        const err458 = { instancePath: instancePath + "/ci/runas/environment/" + key24.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/ci/properties/runas/properties/environment/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_%5D%7B0%2C127%7D%24/type", keyword: "type", params: { type: "string" } };
                        if (vErrors === null) {
                          vErrors = [err458];
                        } else {
                          vErrors.push(err458);
                        }
                        errors++;
                      }
                    }
                  }
                } else {
                  const err459 = { instancePath: instancePath + "/ci/runas/environment", schemaPath: "#/properties/ci/properties/runas/properties/environment/type", keyword: "type", params: { type: "object" } };
                  if (vErrors === null) {
                    vErrors = [err459];
                  } else {
                    vErrors.push(err459);
                  }
                  errors++;
                }
                let data212 = data206.timeout;
                if (typeof data212 === "string") {
                  if (!pattern2.test(data212)) {
                    const err460 = { instancePath: instancePath + "/ci/runas/timeout", schemaPath: "#/properties/ci/properties/runas/properties/timeout/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:ms|s|m)$" } };
                    if (vErrors === null) {
                      vErrors = [err460];
                    } else {
                      vErrors.push(err460);
                    }
                    errors++;
                  }
                } else {
                  const err461 = { instancePath: instancePath + "/ci/runas/timeout", schemaPath: "#/properties/ci/properties/runas/properties/timeout/type", keyword: "type", params: { type: "string" } };
                  if (vErrors === null) {
                    vErrors = [err461];
                  } else {
                    vErrors.push(err461);
                  }
                  errors++;
                }
              } else {
                const err462 = { instancePath: instancePath + "/ci/runas", schemaPath: "#/properties/ci/properties/runas/type", keyword: "type", params: { type: "object" } };
                if (vErrors === null) {
                  vErrors = [err462];
                } else {
                  vErrors.push(err462);
                }
                errors++;
              }
            }
          } else {
            const err463 = { instancePath: instancePath + "/ci", schemaPath: "#/properties/ci/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err463];
            } else {
              vErrors.push(err463);
            }
            errors++;
          }
        }
        let data213 = data.record;
        if (data213 && typeof data213 == "object" && !Array.isArray(data213)) {
          if (data213.directory === void 0) {
            data213.directory = "/run/mapexec";
          }
          if (data213.history_max_files === void 0) {
            data213.history_max_files = 2e3;
          }
          if (data213.history_max_age === void 0) {
            data213.history_max_age = "7d";
          }
          if (data213.mode === void 0) {
            data213.mode = "0644";
          }
          for (const key25 in data213) {
            if (!(key25 === "directory" || key25 === "history_max_files" || key25 === "history_max_age" || key25 === "mode")) {
              const err464 = { instancePath: instancePath + "/record", schemaPath: "#/properties/record/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key25 } };
              if (vErrors === null) {
                vErrors = [err464];
              } else {
                vErrors.push(err464);
              }
              errors++;
            }
          }
          let data214 = data213.directory;
          if (typeof data214 === "string") {
            if (!pattern1.test(data214)) {
              const err465 = { instancePath: instancePath + "/record/directory", schemaPath: "#/properties/record/properties/directory/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" } };
              if (vErrors === null) {
                vErrors = [err465];
              } else {
                vErrors.push(err465);
              }
              errors++;
            }
          } else {
            const err466 = { instancePath: instancePath + "/record/directory", schemaPath: "#/properties/record/properties/directory/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err466];
            } else {
              vErrors.push(err466);
            }
            errors++;
          }
          let data215 = data213.history_max_files;
          if (!(typeof data215 == "number" && (!(data215 % 1) && !isNaN(data215)) && isFinite(data215))) {
            const err467 = { instancePath: instancePath + "/record/history_max_files", schemaPath: "#/properties/record/properties/history_max_files/type", keyword: "type", params: { type: "integer" } };
            if (vErrors === null) {
              vErrors = [err467];
            } else {
              vErrors.push(err467);
            }
            errors++;
          }
          if (typeof data215 == "number" && isFinite(data215)) {
            if (data215 > 1e6 || isNaN(data215)) {
              const err468 = { instancePath: instancePath + "/record/history_max_files", schemaPath: "#/properties/record/properties/history_max_files/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e6 } };
              if (vErrors === null) {
                vErrors = [err468];
              } else {
                vErrors.push(err468);
              }
              errors++;
            }
            if (data215 < 0 || isNaN(data215)) {
              const err469 = { instancePath: instancePath + "/record/history_max_files", schemaPath: "#/properties/record/properties/history_max_files/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
              if (vErrors === null) {
                vErrors = [err469];
              } else {
                vErrors.push(err469);
              }
              errors++;
            }
          }
          let data216 = data213.history_max_age;
          if (typeof data216 === "string") {
            if (!pattern20.test(data216)) {
              const err470 = { instancePath: instancePath + "/record/history_max_age", schemaPath: "#/properties/record/properties/history_max_age/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,6})(?:s|m|h|d)$" } };
              if (vErrors === null) {
                vErrors = [err470];
              } else {
                vErrors.push(err470);
              }
              errors++;
            }
          } else {
            const err471 = { instancePath: instancePath + "/record/history_max_age", schemaPath: "#/properties/record/properties/history_max_age/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err471];
            } else {
              vErrors.push(err471);
            }
            errors++;
          }
          let data217 = data213.mode;
          if (typeof data217 === "string") {
            if (!pattern114.test(data217)) {
              const err472 = { instancePath: instancePath + "/record/mode", schemaPath: "#/properties/record/properties/mode/pattern", keyword: "pattern", params: { pattern: "^0[0-7]{3}$" } };
              if (vErrors === null) {
                vErrors = [err472];
              } else {
                vErrors.push(err472);
              }
              errors++;
            }
          } else {
            const err473 = { instancePath: instancePath + "/record/mode", schemaPath: "#/properties/record/properties/mode/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err473];
            } else {
              vErrors.push(err473);
            }
            errors++;
          }
        } else {
          const err474 = { instancePath: instancePath + "/record", schemaPath: "#/properties/record/type", keyword: "type", params: { type: "object" } };
          if (vErrors === null) {
            vErrors = [err474];
          } else {
            vErrors.push(err474);
          }
          errors++;
        }
        let data218 = data.log;
        if (data218 && typeof data218 == "object" && !Array.isArray(data218)) {
          if (data218.file === void 0) {
            data218.file = "/var/log/mapexec/audit.log";
          }
          if (data218.syslog === void 0) {
            data218.syslog = true;
          }
          if (data218.syslog_socket === void 0) {
            data218.syslog_socket = "/dev/log";
          }
          if (data218.on_failure === void 0) {
            data218.on_failure = "refuse";
          }
          for (const key26 in data218) {
            if (!(key26 === "file" || key26 === "syslog" || key26 === "syslog_socket" || key26 === "on_failure")) {
              const err475 = { instancePath: instancePath + "/log", schemaPath: "#/properties/log/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key26 } };
              if (vErrors === null) {
                vErrors = [err475];
              } else {
                vErrors.push(err475);
              }
              errors++;
            }
          }
          let data219 = data218.file;
          if (typeof data219 === "string") {
            if (!pattern115.test(data219)) {
              const err476 = { instancePath: instancePath + "/log/file", schemaPath: "#/properties/log/properties/file/pattern", keyword: "pattern", params: { pattern: "^(?:none|(?:/(?!\\.{1,2}(?:/|$))[^/\\u0000-\\u001f\\u007f]+)+)$" } };
              if (vErrors === null) {
                vErrors = [err476];
              } else {
                vErrors.push(err476);
              }
              errors++;
            }
          } else {
            const err477 = { instancePath: instancePath + "/log/file", schemaPath: "#/properties/log/properties/file/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err477];
            } else {
              vErrors.push(err477);
            }
            errors++;
          }
          if (typeof data218.syslog !== "boolean") {
            const err478 = { instancePath: instancePath + "/log/syslog", schemaPath: "#/properties/log/properties/syslog/type", keyword: "type", params: { type: "boolean" } };
            if (vErrors === null) {
              vErrors = [err478];
            } else {
              vErrors.push(err478);
            }
            errors++;
          }
          let data221 = data218.syslog_socket;
          if (typeof data221 === "string") {
            if (!pattern1.test(data221)) {
              const err479 = { instancePath: instancePath + "/log/syslog_socket", schemaPath: "#/properties/log/properties/syslog_socket/pattern", keyword: "pattern", params: { pattern: "^(?:/(?!\\.{1,2}(?:/|$))[!-.0-~]+)+$" } };
              if (vErrors === null) {
                vErrors = [err479];
              } else {
                vErrors.push(err479);
              }
              errors++;
            }
          } else {
            const err480 = { instancePath: instancePath + "/log/syslog_socket", schemaPath: "#/properties/log/properties/syslog_socket/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err480];
            } else {
              vErrors.push(err480);
            }
            errors++;
          }
          let data222 = data218.on_failure;
          if (typeof data222 !== "string") {
            const err481 = { instancePath: instancePath + "/log/on_failure", schemaPath: "#/properties/log/properties/on_failure/type", keyword: "type", params: { type: "string" } };
            if (vErrors === null) {
              vErrors = [err481];
            } else {
              vErrors.push(err481);
            }
            errors++;
          }
          if (!(data222 === "refuse" || data222 === "continue")) {
            const err482 = { instancePath: instancePath + "/log/on_failure", schemaPath: "#/properties/log/properties/on_failure/enum", keyword: "enum", params: { allowedValues: schema11.properties.log.properties.on_failure.enum } };
            if (vErrors === null) {
              vErrors = [err482];
            } else {
              vErrors.push(err482);
            }
            errors++;
          }
        } else {
          const err483 = { instancePath: instancePath + "/log", schemaPath: "#/properties/log/type", keyword: "type", params: { type: "object" } };
          if (vErrors === null) {
            vErrors = [err483];
          } else {
            vErrors.push(err483);
          }
          errors++;
        }
      } else {
        const err484 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err484];
        } else {
          vErrors.push(err484);
        }
        errors++;
      }
      validate10.errors = vErrors;
      return errors === 0;
    }
  }
});

// src/config/index.ts
function loadSettings(system3, path = CONFIGURATION_PATH) {
  const { settings, problems } = checkSettings(system3, path);
  if (settings !== void 0) return settings;
  const errors = problems.filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (first === void 0) throw new LaunchError("internal", "the configuration could not be judged");
  throw new LaunchError(first.reason, MESSAGES[first.reason] ?? "the configuration cannot be read", {
    detail: errors.slice(0, MOST_IN_DETAIL).map(problemLine).join(" | "),
    place: {
      file: first.file,
      ...first.line === void 0 ? {} : { line: first.line },
      ...first.column === void 0 ? {} : { column: first.column }
    }
  });
}
function checkSettings(system3, path = CONFIGURATION_PATH) {
  const file = readFile(system3, path);
  if (isProblem(file)) return { problems: [file] };
  const data = parse2(file);
  if (isProblem(data)) return { problems: [data] };
  return inspect(data, path, locate(file.text));
}
function inspect(data, path, positions) {
  const report2 = new Report(path, (pointer) => positionOf(positions, pointer));
  const valid = (0, import_schema_validator.validateConfiguration)(data);
  const errors = valid ? [] : import_schema_validator.validateConfiguration.errors ?? [];
  reportSchemaErrors(errors, report2);
  judge(data, tablesOf(errors), report2);
  const { problems } = report2;
  if (!valid || problems.some(({ severity }) => severity === "error")) return { problems };
  return { problems, settings: normalise(data, path, (pointer) => report2.place(pointer)) };
}
function readFile(system3, path) {
  try {
    const file = system3.readTrustedFile(path, LARGEST);
    const bad = file.text.indexOf("\uFFFD");
    return bad === -1 ? file : syntaxProblem(path, "is not valid UTF-8", file.text.slice(0, bad));
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    const absent = error.reason === "list-absent";
    return {
      ...problemAt(path),
      reason: absent ? "config-absent" : error.reason,
      message: error.detail ?? error.message,
      remedy: absent ? "copy one of the examples, e.g. worker-node.toml" : ""
    };
  }
}
function parse2({ path, text: text2 }) {
  try {
    return toml.parse(withoutComments(text2), { maxDepth: DEEPEST });
  } catch (error) {
    return syntaxProblem(path, shorten(messageOf(error)), "", positionIn(error));
  }
}
function syntaxProblem(file, message, before, position = { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") }) {
  return { ...problemAt(file, position.line, position.column), reason: "config-syntax", message, remedy: "" };
}
function positionIn(error) {
  const facts = isRecord(error) ? error : {};
  const start = isRecord(facts["location"]) ? facts["location"]["start"] : facts;
  if (!isRecord(start)) return { line: 1, column: 1 };
  const { line, column } = start;
  return { line: typeof line === "number" ? line : 1, column: typeof column === "number" ? column : 1 };
}
function shorten(message) {
  const found = /but (.+) found\.$/.exec(message)?.[1];
  return found === void 0 ? message : `unexpected ${found}`;
}
var toml, import_schema_validator, CONFIGURATION_PATH, LARGEST, DEEPEST, MOST_IN_DETAIL, MESSAGES, isProblem, withoutComments, problemAt, isRecord;
var init_config = __esm({
  "src/config/index.ts"() {
    "use strict";
    toml = __toESM(require_toml());
    init_errors();
    init_locate();
    init_normalise();
    init_problems();
    init_rules();
    init_schema_problems();
    import_schema_validator = __toESM(require_schema_validator());
    init_problems();
    CONFIGURATION_PATH = "/etc/mapexec/mapexec.toml";
    LARGEST = 1024 * 1024;
    DEEPEST = 16;
    MOST_IN_DETAIL = 5;
    MESSAGES = {
      "config-absent": "there is no configuration",
      "config-untrusted": "the configuration cannot be trusted",
      "config-syntax": 'the configuration is not valid; "mapexec check" says where',
      "config-invalid": 'the configuration is not valid; "mapexec check" says where'
    };
    isProblem = (value) => "severity" in value && "remedy" in value;
    withoutComments = (text2) => text2.includes('"""') || text2.includes("'''") ? text2 : text2.replace(/^[ \t]*#[\t\x20-\x7e\x80-\uffff]*$/gm, "");
    problemAt = (file, line, column) => ({
      file,
      line,
      column,
      severity: "error"
    });
    isRecord = (value) => typeof value === "object" && value !== null;
  }
});

// src/config/helper-conf.ts
function renderHelperConf(settings, system3, installation) {
  const { values, problems } = resolveHelperConf(settings, system3, installation);
  const [first] = problems;
  if (first !== void 0)
    throw new LaunchError("config-invalid", "the configuration names ids that cannot be used", {
      detail: problems.map(({ message }) => message).join(" | "),
      place: { file: first.file, ...first.line === void 0 ? {} : { line: first.line } }
    });
  return `${HEADER}${[...values].map(([key, value]) => `${key} = ${value}
`).join("")}`;
}
function resolveHelperConf(settings, system3, installation) {
  const names = new Names(settings, system3);
  const { service, record, log } = settings;
  const account = names.account(service.account, "[service] account");
  const callerUids = settings.callers.flatMap(
    ({ users, name, place }) => users.map((user) => ({ place, ids: single(names.account(user, `[[caller]] "${name}"`, place)?.uid) }))
  );
  const callerGids = settings.callers.flatMap(
    ({ groups, name, place }) => groups.map((group2) => single(names.group(group2, `[[caller]] "${name}"`, place)))
  );
  const targetGids = [...service.targetGids, ...service.targetGroups.map((group2) => names.target(group2))];
  if (account !== void 0) judgeIds({ ...account, callerUids, targetGids }, settings, names);
  const all = [
    ["service_uid", String(account?.uid ?? "")],
    ["service_gid", String(account?.gid ?? "")],
    ["caller_uids", listText(callerUids.map(({ ids }) => ids))],
    ["caller_gids", listText(callerGids)],
    ["target_uids", listText(service.targetUids)],
    ["target_gids", listText(targetGids)],
    ["guardian_uid_offset", String(service.guardianUidOffset)],
    ["decider", [service.node, ...service.nodeOptions, `${installation}/decider.js`].join(" ")],
    ["warm", service.warm],
    ["socket", service.socket],
    ["record_directory", record.directory],
    ["lock_directory", `${record.directory}/locks`],
    ["decision_timeout_ms", String(service.decisionTimeoutMs)],
    ["log_only", service.logOnly ? "1" : "0"],
    ["syslog_socket", log.syslogSocket]
  ];
  return { values: new Map(all.filter(([, value]) => value !== "")), problems: names.problems };
}
function parseHelperConf(text2, file = HELPER_CONF_PATH) {
  const values = /* @__PURE__ */ new Map();
  const lines = text2.split("\n");
  const fail2 = (line, why) => {
    throw new LaunchError("helper-config-syntax", `${file} is not valid`, { detail: why, place: { file, line } });
  };
  if (lines.pop() !== "") fail2(lines.length + 1, "the last line is not ended");
  lines.forEach((line, index) => {
    if (/[^ -~]/.test(line)) fail2(index + 1, "a character that does not belong here");
    if (line === "" || line.startsWith("#")) return;
    const end = line.indexOf(" = ");
    const key = KEYS.find((name) => name === line.slice(0, Math.max(0, end)));
    if (key === void 0) return fail2(index + 1, 'unknown key, or not of the form "key = value"');
    if (values.has(key)) fail2(index + 1, `${key} occurs twice`);
    if (line.length === end + 3) fail2(index + 1, `${key} has no value`);
    values.set(key, line.slice(end + 3));
  });
  return values;
}
function judgeIds({ uid, gid, callerUids, targetGids }, { service }, names) {
  const [own, ownGroup] = [single(uid), single(gid)];
  const guardians = service.targetUids.map(({ first, last }) => ({
    first: first + service.guardianUidOffset,
    last: last + service.guardianUidOffset
  }));
  const hits = (ids, ranges) => ids !== void 0 && ranges.some((range2) => range2 !== void 0 && overlaps(range2, ids));
  if (uid === 0 || gid === 0) names.complain("the service account must not be root");
  if (hits(own, service.targetUids)) names.complain(`uid ${uid} of the service account is in target_uids`);
  if (hits(own, guardians)) names.complain(`uid ${uid} of the service account is the uid of a guardian`);
  if (hits(ownGroup, targetGids)) names.complain(`gid ${gid} of the service account is allowed for payloads`);
  for (const { ids, place } of callerUids) {
    if (hits(ids, service.targetUids)) names.complain(`uid ${ids?.first} of a caller is in target_uids`, place);
    if (hits(ids, guardians)) names.complain(`uid ${ids?.first} of a caller is the uid of a guardian`, place);
  }
}
function listText(ranges) {
  const joined = [];
  for (const range2 of ranges.filter((one) => one !== void 0).toSorted((a, b) => a.first - b.first)) {
    const previous = joined.at(-1);
    if (previous === void 0 || range2.first > previous.last + 1) joined.push(range2);
    else joined[joined.length - 1] = { first: previous.first, last: Math.max(previous.last, range2.last) };
  }
  return joined.map(rangeText).join(" ");
}
var HELPER_CONF_PATH, KEYS, HEADER, helperConfDrift, single, Names;
var init_helper_conf = __esm({
  "src/config/helper-conf.ts"() {
    "use strict";
    init_errors();
    init_rules_identifiers();
    HELPER_CONF_PATH = "/etc/mapexec/helper.conf";
    KEYS = [
      "service_uid",
      "service_gid",
      "caller_uids",
      "caller_gids",
      "target_uids",
      "target_gids",
      "guardian_uid_offset",
      "decider",
      "warm",
      "socket",
      "record_directory",
      "lock_directory",
      "decision_timeout_ms",
      "log_only",
      "syslog_socket"
    ];
    HEADER = `# The bounds of mapexec-helper, made from mapexec.toml by "mapexec install". Change that file and install again.
`;
    helperConfDrift = (wanted, installed) => KEYS.filter((key) => wanted.get(key) !== installed.get(key)).map(
      (key) => `${key} is ${installed.get(key) ?? "not set"}, the configuration asks for ${wanted.get(key) ?? "none"}`
    );
    single = (id) => id === void 0 ? id : { first: id, last: id };
    Names = class {
      constructor(settings, system3) {
        this.settings = settings;
        this.system = system3;
      }
      settings;
      system;
      problems = [];
      account(name, owner, place) {
        const found = this.system.accounts.byName(name);
        if (found === void 0)
          this.complain(`there is no user "${name}" (${owner})`, place, `create it, e.g. useradd ${name}`);
        return found;
      }
      group(name, owner, place) {
        const found = this.system.accounts.groupByName(name);
        if (found === void 0)
          this.complain(`there is no group "${name}" (${owner})`, place, `create it, e.g. groupadd ${name}`);
        return found;
      }
      target(name) {
        const range2 = single(this.group(name, "[service] target_groups"));
        const objection = range2 === void 0 ? void 0 : objectionToIds(range2, this.settings.service.allowSystem);
        if (range2 !== void 0 && objection !== void 0)
          this.complain(`group "${name}" has gid ${range2.first}, which ${objection}`);
        return range2;
      }
      complain(message, place, remedy = "") {
        const { file, line, column } = place ?? { file: this.settings.path };
        this.problems.push({ file, line, column, severity: "error", reason: "config-invalid", message, remedy });
      }
    };
  }
});

// src/admin/check/accounts.ts
var Directory, problemFrom, contains, unknown;
var init_accounts = __esm({
  "src/admin/check/accounts.ts"() {
    "use strict";
    Directory = class {
      constructor(system3, settings) {
        this.system = system3;
        this.settings = settings;
        const named = settings.service.targetGroups.map((name) => system3.accounts.groupByName(name));
        this.targetGids = [
          ...settings.service.targetGids,
          ...named.filter((gid) => gid !== void 0).map((gid) => ({ first: gid, last: gid }))
        ];
      }
      system;
      settings;
      accounts = /* @__PURE__ */ new Map();
      groups = /* @__PURE__ */ new Map();
      targetGids;
      /** Why no payload can run as this account; undefined: it can. */
      account(name) {
        if (!this.accounts.has(name)) this.accounts.set(name, this.judge(name));
        return this.accounts.get(name);
      }
      group(name) {
        if (!this.groups.has(name)) {
          const gid = this.system.accounts.groupByName(name);
          this.groups.set(name, gid === void 0 ? unknown("group", name) : this.judgeGid(gid, `group "${name}"`));
        }
        return this.groups.get(name);
      }
      /** Of the accounts that [[map]] tables name themselves. */
      problems({ maps, path }) {
        return maps.flatMap(({ from, place }) => {
          const objection = from.type === "account" ? this.account(from.account) : void 0;
          return objection === void 0 ? [] : [problemFrom(objection, place ?? { file: path })];
        });
      }
      judge(name) {
        const account = this.system.accounts.byName(name);
        if (account === void 0) return unknown("account", name);
        const { service } = this.settings;
        if (!contains(service.targetUids, account.uid))
          return {
            reason: "out-of-bounds",
            message: `account "${name}" has uid ${account.uid}, which is not in [service] target_uids`,
            remedy: "the helper will refuse it"
          };
        return this.judgeGid(account.gid, `the primary group of "${name}"`) ?? this.judgeGuardian(account);
      }
      judgeGid(gid, what) {
        if (contains(this.targetGids, gid)) return void 0;
        return {
          reason: "out-of-bounds",
          message: `${what} has gid ${gid}, which is in neither target_groups nor target_gids of [service]`,
          remedy: "the helper will refuse it"
        };
      }
      /** The uid that ends what the account leaves behind has to be nobody's: its owner would be killed, too. */
      judgeGuardian({ name, uid }) {
        const guardian = uid + this.settings.service.guardianUidOffset;
        const owner = this.system.accounts.byUid(guardian);
        if (owner === void 0) return void 0;
        return {
          reason: "config-invalid",
          message: `the guardian of "${name}" would have uid ${guardian}, which belongs to "${owner.name}"`,
          remedy: "choose another [service] guardian_uid_offset"
        };
      }
    };
    problemFrom = (objection, { file, line, column }) => ({
      file,
      line,
      column,
      severity: "error",
      ...objection
    });
    contains = (ranges, id) => ranges.some(({ first, last }) => id >= first && id <= last);
    unknown = (kind, name) => ({
      reason: `${kind}-unknown`,
      message: `there is no ${kind} "${name}"`,
      remedy: kind === "account" ? `create it, e.g. useradd ${name}` : `create it, e.g. groupadd ${name}`
    });
  }
});

// src/core/fnmatch.ts
function compilePattern(pattern, options = {}) {
  const tokens = tokenise(pattern);
  if (tokens === void 0) return void 0;
  const pathname = options.pathname === true;
  return (bytes2) => run(tokens, bytes2, pathname);
}
function run(tokens, bytes2, pathname) {
  let token = 0;
  let at = 0;
  let starToken = -1;
  let starAt = 0;
  while (at < bytes2.length || token < tokens.length) {
    const wanted = tokens[token];
    if (wanted === STAR) {
      starToken = token++;
      starAt = at;
      continue;
    }
    if (wanted !== void 0 && at < bytes2.length && accepts(wanted, bytes2.charCodeAt(at), pathname)) {
      token++;
      at++;
      continue;
    }
    if (starToken < 0 || starAt >= bytes2.length) return false;
    if (pathname && bytes2.charCodeAt(starAt) === SLASH) return false;
    token = starToken + 1;
    at = ++starAt;
  }
  return true;
}
function accepts(wanted, byte, pathname) {
  if (typeof wanted === "number" && wanted !== ANY) return wanted === byte;
  if (pathname && byte === SLASH) return false;
  return wanted === ANY || wanted[byte] === 1;
}
function tokenise(pattern) {
  const tokens = [];
  for (let at = 0; at < pattern.length; ) {
    const char = pattern[at];
    if (char === "[") {
      const bracket = parseBracket(pattern, at);
      if (bracket === "unsupported") return void 0;
      if (bracket !== "unterminated") {
        tokens.push(bracket.set);
        at = bracket.next;
        continue;
      }
    }
    if (char === "*") {
      if (tokens.at(-1) !== STAR) tokens.push(STAR);
    } else tokens.push(char === "?" ? ANY : pattern.charCodeAt(at));
    at++;
  }
  return tokens;
}
function parseBracket(pattern, start) {
  const set = new Uint8Array(256);
  let at = start + 1;
  const negated = pattern[at] === "!" || pattern[at] === "^";
  if (negated) at++;
  const first = at;
  while (at < pattern.length) {
    const char = pattern[at];
    if (char === "]" && at > first) {
      if (negated) for (let byte = 0; byte < 256; byte++) set[byte] = 1 - (set[byte] ?? 0);
      return { set, next: at + 1 };
    }
    if (char === "[" && /[:=.]/.test(pattern[at + 1] ?? "")) {
      const name = /^\[:([a-z]+):\]/.exec(pattern.slice(at, at + 16));
      const members = CLASSES.get(name?.[1] ?? "");
      if (name === null || members === void 0) return "unsupported";
      for (let byte = 0; byte < 128; byte++) if (members.test(String.fromCharCode(byte))) set[byte] = 1;
      at += name[0].length;
      continue;
    }
    const low = pattern.charCodeAt(at);
    const isRange = pattern[at + 1] === "-" && at + 2 < pattern.length && pattern[at + 2] !== "]";
    if (isRange && pattern[at + 2] === "[" && /[:=.]/.test(pattern[at + 3] ?? "")) return "unsupported";
    const high = isRange ? pattern.charCodeAt(at + 2) : low;
    for (let byte = low; byte <= high; byte++) set[byte] = 1;
    at += isRange ? 3 : 1;
  }
  return "unterminated";
}
var ANY, STAR, SLASH, byteString, CLASSES;
var init_fnmatch = __esm({
  "src/core/fnmatch.ts"() {
    "use strict";
    ANY = -1;
    STAR = -2;
    SLASH = 47;
    byteString = (text2) => /^[\x00-\x7f]*$/.test(text2) ? text2 : Buffer.from(text2, "utf8").toString("latin1");
    CLASSES = /* @__PURE__ */ new Map([
      ["alpha", /[A-Za-z]/],
      ["digit", /[0-9]/],
      ["alnum", /[A-Za-z0-9]/],
      ["upper", /[A-Z]/],
      ["lower", /[a-z]/],
      ["space", /[\t-\r ]/],
      ["blank", /[\t ]/],
      ["punct", /[!-/:-@[-`{-~]/],
      ["print", /[ -~]/],
      ["graph", /[!-~]/],
      ["cntrl", /[\x00-\x1f\x7f]/],
      ["xdigit", /[0-9A-Fa-f]/]
    ]);
  }
});

// src/core/map-lines.ts
function parseMapLines(file, text2, options) {
  refuseForeignBytes(file, text2);
  const entries = [];
  const escapes = text2.includes("\\");
  const source = { file, text: text2, ...options, escapes, ascii: /^[\x00-\x7f]*$/.test(text2), classes: /\[[:=.]/.test(text2) };
  let line = 0;
  for (let start = 0; start < text2.length; ) {
    const newline = text2.indexOf("\n", start);
    const end = newline < 0 ? text2.length : newline;
    line++;
    const entry = parseLine({ source, line, start, end });
    if (entry !== void 0) entries.push(entry);
    start = end + 1;
  }
  return entries;
}
function parseLine(line) {
  const { source, end } = line;
  const { text: text2 } = source;
  let at = line.start;
  while (at < end && isBlank(text2.charCodeAt(at))) at++;
  if (at === end || text2.charCodeAt(at) === HASH) return void 0;
  const quoted = text2.charCodeAt(at) === QUOTE;
  const first = quoted ? at + 1 : at;
  const last = quoted ? endOfQuoted(line, first) : endOfBare(line, first);
  const written = text2.slice(first, last);
  const pattern = source.ascii ? written : byteString(written);
  if (source.classes && source.wildcards) checkPattern(line, first, pattern);
  const rest = quoted ? last + 1 : last;
  if (source.content === "patterns") {
    if (!quoted) refuseRest(line, rest);
    return { pattern, names: [], line: line.line };
  }
  return { pattern, names: parseNames(line, rest), line: line.line };
}
function endOfQuoted(line, first) {
  if (!line.source.escapes) {
    const quote = line.source.text.indexOf('"', first);
    if (quote >= 0 && quote < line.end) return quote;
  }
  for (let at = first; at < line.end; at++) {
    const code = line.source.text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH && ++at >= line.end) fail(line, at - 1, "a backslash at the end of the line");
  }
  fail(line, first - 1, "a quote that is not closed");
}
function endOfBare(line, first) {
  let at = first;
  for (; at < line.end; at++) {
    const code = line.source.text.charCodeAt(at);
    if (isBlank(code)) return at;
    if (code === BACKSLASH && ++at >= line.end) fail(line, at - 1, "a backslash at the end of the line");
  }
  return at;
}
function parseNames(line, from) {
  const { end } = line;
  const { text: text2 } = line.source;
  const names = [];
  let at = from;
  while (at < end) {
    const code = text2.charCodeAt(at);
    if (code === HASH) break;
    if (code === 44 || isBlank(code)) {
      at++;
      continue;
    }
    const start = at;
    let escaped = false;
    for (; at < end; at++) {
      const next = text2.charCodeAt(at);
      if (next === 44 || next === HASH || isBlank(next)) break;
      if (next !== BACKSLASH) continue;
      escaped = true;
      if (++at >= end) fail(line, at - 1, "a backslash at the end of the line");
    }
    const written = text2.slice(start, at);
    const name = escaped ? written.replace(/\\(.)/g, "$1") : written;
    checkName(line, start, name);
    names.push(name);
  }
  return names;
}
function checkName(line, at, name) {
  if (name === ".") fail(line, at, "a pool without a name");
  if (/["/:\x00-\x1f\x7f]/.test(name)) fail(line, at, "a character that no account or group name has");
}
function checkPattern(line, at, pattern) {
  if (compilePattern(pattern) === void 0) fail(line, at, "a bracket with an unknown class");
}
function refuseRest(line, from) {
  const rest = line.source.text.slice(from, line.end).trimStart();
  if (rest !== "" && !rest.startsWith("#"))
    fail(line, from, "text after a name without quotes; quote a name that has spaces");
}
function refuseForeignBytes(file, text2) {
  const found = /[\r\0\ufffd]/.exec(text2);
  if (found === null) return;
  const before = text2.slice(0, found.index);
  const start = before.lastIndexOf("\n") + 1;
  const source = {
    file,
    text: text2,
    content: "patterns",
    wildcards: false,
    escapes: false,
    ascii: false,
    classes: false
  };
  const line = { source, line: before.split("\n").length, start, end: text2.length };
  if (found[0] === "\r") fail(line, found.index, 'a carriage return; remove it (dos2unix, or sed -i "s/\\r$//")');
  fail(line, found.index, found[0] === "\0" ? "a NUL byte" : "a byte that is not UTF-8");
}
function fail(line, at, what) {
  const column = at - line.start + 1;
  throw new LaunchError("map-syntax", "a mapping or ban list is malformed", {
    detail: what,
    place: { file: line.source.file, line: line.line, column }
  });
}
var MAX_LIST_BYTES, HASH, QUOTE, BACKSLASH, isBlank;
var init_map_lines = __esm({
  "src/core/map-lines.ts"() {
    "use strict";
    init_errors();
    init_fnmatch();
    MAX_LIST_BYTES = 256 * 1024 * 1024;
    HASH = 35;
    QUOTE = 34;
    BACKSLASH = 92;
    isBlank = (code) => code === 32 || code === 9;
  }
});

// src/admin/check/lists.ts
function checkLists(settings, system3, directory) {
  const lists = listsOf(settings, directory);
  const others = otherFilesOf(settings);
  const problems = [
    ...lists.flatMap((list) => checkList(list, system3)),
    ...others.flatMap((file) => {
      const read = readable(file, system3);
      return "severity" in read ? [read] : [];
    })
  ];
  return { files: [.../* @__PURE__ */ new Set([...lists.map(({ file }) => file), ...others])], problems };
}
function listsOf({ maps, authorize, pools }, directory) {
  const prefixes = new Set(pools.map(({ prefix }) => prefix));
  const account = (name) => name.startsWith(".") ? poolObjection(name.slice(1), prefixes) : directory.account(name);
  const names = [...authorize.banDn, ...authorize.banFqan, ...authorize.banSubject];
  const lists = [
    ...maps.map(
      ({ from }) => from.type === "grid-mapfile" || from.type === "voms-mapfile" ? { file: from.file, content: "mapping", wildcards: from.wildcards, judge: judgeNames("an account", account) } : void 0
    ),
    ...maps.map(
      ({ groups: { groupmapfile } }) => groupmapfile === void 0 ? void 0 : {
        file: groupmapfile,
        content: "mapping",
        wildcards: true,
        judge: judgeNames("a group", (name) => directory.group(name))
      }
    ),
    ...[...names, ...authorize.allowDn, ...authorize.allowFqan].map((file) => ({
      file,
      content: "patterns",
      wildcards: true,
      judge: () => []
    }))
  ];
  return [...new Map(lists.filter((list) => list !== void 0).map((list) => [list.file, list])).values()];
}
function checkList(list, system3) {
  const file = readable(list.file, system3);
  if ("severity" in file) return [file];
  const problems = [];
  const seen = /* @__PURE__ */ new Map();
  for (const entry of entriesOf(list, file.text, problems)) {
    const place = { file: list.file, line: entry.line };
    for (const objection of list.judge(entry)) problems.push(problemFrom(objection, place));
    const earlier = seen.get(entry.pattern);
    if (earlier === void 0) seen.set(entry.pattern, entry.line);
    else problems.push({ ...problemFrom(repeated(earlier), place), severity: "warning" });
  }
  if (problems.length <= MOST_PROBLEMS) return problems;
  const rest = { reason: "map-syntax", message: `${problems.length - MOST_PROBLEMS} more`, remedy: "" };
  return [...problems.slice(0, MOST_PROBLEMS), problemFrom(rest, { file: list.file })];
}
function entriesOf(list, text2, problems) {
  try {
    return parseMapLines(list.file, text2, list);
  } catch (error) {
    if (problemOf(error) === void 0) throw error;
  }
  return text2.split("\n").flatMap((content, index) => {
    try {
      return parseMapLines(list.file, content, list).map((entry) => ({ ...entry, line: index + 1 }));
    } catch (error) {
      const problem = problemOf(error);
      if (problem === void 0) throw error;
      problems.push({ ...problem, line: index + 1 });
      return [];
    }
  });
}
function readable(path, system3) {
  try {
    return system3.readTrustedFile(path);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === void 0) throw error;
    return { ...problem, file: path };
  }
}
function problemOf(error) {
  if (!(error instanceof LaunchError)) return void 0;
  const { file, line, column } = error.place ?? { file: "" };
  const said = error.detail ?? error.message;
  const message = file !== "" && said.startsWith(`${file} `) ? said.slice(file.length + 1) : said;
  const remedy = REMEDIES[error.reason] ?? "";
  return { file, line, column, severity: "error", reason: error.reason, message, remedy };
}
var MOST_PROBLEMS, otherFilesOf, judgeNames, poolObjection, repeated, REMEDIES;
var init_lists = __esm({
  "src/admin/check/lists.ts"() {
    "use strict";
    init_errors();
    init_map_lines();
    init_accounts();
    MOST_PROBLEMS = 50;
    otherFilesOf = ({ authenticate: { oidc } }) => oidc.flatMap(({ jwksFile, caFile }) => [jwksFile, caFile]).filter((file) => file !== void 0);
    judgeNames = (what, objectionTo) => ({ names }) => {
      if (names.length === 0)
        return [{ reason: "no-mapping", message: `the line names nobody`, remedy: `write ${what} behind the name` }];
      return names.map(objectionTo).filter((objection) => objection !== void 0);
    };
    poolObjection = (prefix, prefixes) => prefixes.has(prefix) ? void 0 : {
      reason: "pool-unknown",
      message: `there is no [[pool]] with prefix "${prefix}"`,
      remedy: prefixes.size === 0 ? "there are none at all" : `there are: ${[...prefixes].join(", ")}`
    };
    repeated = (earlier) => ({
      reason: "map-syntax",
      message: `the same name is in line ${earlier}, which is tried first`,
      remedy: "take one of them out"
    });
    REMEDIES = {
      "list-absent": "create it (an empty file will do), or take its name out of the configuration",
      "config-untrusted": "chown root:root and chmod go-w the path that is named"
    };
  }
});

// src/admin/check/pools.ts
function checkPools({ pools, path }, directory, listDirectory) {
  return pools.flatMap((pool) => {
    const place = pool.place ?? { file: path };
    return objectionsTo(pool, directory, listDirectory).map((objection) => problemFrom(objection, place));
  });
}
function objectionsTo({ name, prefix, directory: path }, directory, listDirectory) {
  let names;
  try {
    names = listDirectory(path);
  } catch (error) {
    const message = errnoOf(error) === "ENOENT" ? `${path} does not exist` : messageOf(error);
    return [{ reason: "lease-directory", message, remedy: 'run "mapexec install"' }];
  }
  const accounts = names.filter((entry) => entry.startsWith(prefix) && /^\d+$/.test(entry.slice(prefix.length)));
  if (accounts.length === 0)
    return [
      {
        reason: "pool-full",
        message: `[[pool]] "${name}" has no account: ${path} has no file "${prefix}" with digits`,
        remedy: `touch ${path}/${prefix}001 for each account`
      }
    ];
  const objections = accounts.map((account) => directory.account(account)).filter((found) => found !== void 0);
  const [first] = objections;
  if (first === void 0 || objections.length <= MOST_OBJECTIONS) return objections;
  const more = objections.length - MOST_OBJECTIONS;
  return [...objections.slice(0, MOST_OBJECTIONS), { ...first, message: `${more} more accounts of [[pool]] "${name}"` }];
}
var MOST_OBJECTIONS;
var init_pools = __esm({
  "src/admin/check/pools.ts"() {
    "use strict";
    init_errors();
    init_accounts();
    MOST_OBJECTIONS = 5;
  }
});

// src/admin/check.ts
function check(options, system3) {
  const { path = CONFIGURATION_PATH, listDirectory = (directory2) => (0, import_node_fs.readdirSync)(directory2) } = options;
  const { settings, problems } = checkSettings(system3, path);
  if (settings === void 0) return reportOf([path], problems);
  const directory = new Directory(system3, settings);
  const lists = checkLists(settings, system3, directory);
  const found = [
    ...problems,
    ...guarded(path, () => checkNames(settings, system3, options)),
    ...guarded(path, () => directory.problems(settings)),
    ...lists.problems,
    ...guarded(path, () => checkPools(settings, directory, listDirectory))
  ];
  return reportOf([path, ...lists.files], found);
}
function checkLines({ files, problems, errors, warnings }) {
  const sum = `${counted(files.length, "file")}: ${counted(errors, "error")}, ${counted(warnings, "warning")}`;
  return [...problems.map(problemLine), sum];
}
function reportOf(files, problems) {
  const rank = (file) => files.includes(file) ? files.indexOf(file) : files.length;
  const sorted = problems.toSorted(
    (a, b) => rank(a.file) - rank(b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
  );
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return { files, problems: sorted, errors, warnings: problems.length - errors };
}
function checkNames(settings, system3, options) {
  const { installation = "/usr/lib/mapexec", helperConf = HELPER_CONF_PATH } = options;
  const wanted = resolveHelperConf(settings, system3, installation);
  if (wanted.problems.length > 0) return wanted.problems;
  const file = readable(helperConf, system3);
  if ("severity" in file) return file.reason === "list-absent" ? [] : [file];
  const place = { file: helperConf, line: void 0, column: void 0 };
  return helperConfDrift(wanted.values, parseHelperConf(file.text, helperConf)).map((message) => ({
    ...place,
    severity: "error",
    reason: "helper-config-syntax",
    message,
    remedy: 'run "mapexec install"'
  }));
}
function guarded(path, action) {
  try {
    return action();
  } catch (error) {
    return [problemOf(error) ?? { ...problemAt2(path), reason: "internal", message: messageOf(error), remedy: "" }];
  }
}
var import_node_fs, counted, problemAt2;
var init_check = __esm({
  "src/admin/check.ts"() {
    "use strict";
    import_node_fs = require("node:fs");
    init_errors();
    init_config();
    init_helper_conf();
    init_accounts();
    init_lists();
    init_pools();
    counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
    problemAt2 = (file) => ({ file, line: void 0, column: void 0, severity: "error" });
  }
});

// src/system/libc.ts
var libc_exports = {};
__export(libc_exports, {
  getgrgid: () => getgrgid,
  getgrnam: () => getgrnam,
  getgrouplist: () => getgrouplist,
  getpwnam: () => getpwnam,
  getpwuid: () => getpwuid
});
var import_koffi, libc, passwd, group, lookup, getpwnam, getpwuid, getgrnam, getgrgid, getgrouplist;
var init_libc = __esm({
  "src/system/libc.ts"() {
    "use strict";
    import_koffi = __toESM(require("koffi"));
    libc = import_koffi.default.load(null);
    passwd = import_koffi.default.struct("mapexec_passwd", {
      pw_name: "str",
      pw_passwd: "str",
      pw_uid: "uint32_t",
      pw_gid: "uint32_t",
      pw_gecos: "str",
      pw_dir: "str",
      pw_shell: "str"
    });
    group = import_koffi.default.struct("mapexec_group", {
      gr_name: "str",
      gr_passwd: "str",
      gr_gid: "uint32_t",
      gr_mem: "void *"
    });
    lookup = (name, key, entry) => libc.func(name, "int", [key, import_koffi.default.out(import_koffi.default.pointer(entry)), "void *", "size_t", import_koffi.default.out("void **")]);
    getpwnam = lookup("getpwnam_r", "str", passwd);
    getpwuid = lookup("getpwuid_r", "uint32_t", passwd);
    getgrnam = lookup("getgrnam_r", "str", group);
    getgrgid = lookup("getgrgid_r", "uint32_t", group);
    getgrouplist = libc.func("getgrouplist", "int", ["str", "uint32_t", "void *", "void *"]);
  }
});

// src/system/accounts.ts
function find(lookup2, key, what) {
  for (let size2 = FIRST_BUFFER; size2 <= LARGEST_BUFFER; ) {
    const entry = {};
    const found = [null];
    const error = lookup2(key, entry, new Uint8Array(size2), size2, found);
    if (error === 0) return found[0] === null ? void 0 : entry;
    if (error === ENOENT || error === ESRCH) return void 0;
    if (error === ERANGE) size2 *= 4;
    else if (error !== EINTR) throw nameServiceError(`${what}(${String(key)}) ended with errno ${error}`);
  }
  throw nameServiceError(`${what}(${String(key)}) needs more than ${LARGEST_BUFFER} bytes`);
}
function accountOf(entry) {
  if (entry === void 0) return void 0;
  const { pw_name: name, pw_uid: uid, pw_gid: gid, pw_dir: home, pw_shell: shell } = entry;
  if (name === null || !isId(uid) || !isId(gid)) throw nameServiceError(`an entry without a name or with id ${NO_ID}`);
  return { name, uid, gid, home: home ?? "", shell: shell ?? "" };
}
function gidOf(entry) {
  if (entry === void 0) return void 0;
  if (!isId(entry.gr_gid)) throw nameServiceError(`a group with id ${NO_ID}`);
  return entry.gr_gid;
}
function groupsOf(account) {
  const { getgrouplist: getgrouplist2 } = libc2();
  for (let room = 64; room <= MOST_GROUPS; room *= 4) {
    const groups = new Uint32Array(room);
    const count = Int32Array.of(room);
    if (getgrouplist2(account.name, account.gid, groups, count) !== -1)
      return [...new Set(groups.subarray(0, count[0] ?? 0))].toSorted((a, b) => a - b);
  }
  throw nameServiceError(`${account.name} is in more than ${MOST_GROUPS} groups`);
}
var import_node_os, libc2, nameService, isName, NO_ID, isId, FIRST_BUFFER, LARGEST_BUFFER, ENOENT, ERANGE, EINTR, ESRCH, nameServiceError, MOST_GROUPS;
var init_accounts2 = __esm({
  "src/system/accounts.ts"() {
    "use strict";
    import_node_os = require("node:os");
    init_errors();
    libc2 = () => (init_libc(), __toCommonJS(libc_exports));
    nameService = {
      byName: (name) => isName(name) ? accountOf(find(libc2().getpwnam, name, "getpwnam")) : void 0,
      byUid: (uid) => isId(uid) ? accountOf(find(libc2().getpwuid, uid, "getpwuid")) : void 0,
      groupByName: (name) => isName(name) ? gidOf(find(libc2().getgrnam, name, "getgrnam")) : void 0,
      groupByGid: (gid) => isId(gid) ? find(libc2().getgrgid, gid, "getgrgid")?.gr_name ?? void 0 : void 0,
      groupsOf
    };
    isName = (name) => name !== "" && name.length <= 255 && !/[\u0000-\u001f\u007f/:]/.test(name);
    NO_ID = 4294967295;
    isId = (id) => Number.isInteger(id) && id >= 0 && id < NO_ID;
    FIRST_BUFFER = 4096;
    LARGEST_BUFFER = 16 * 1024 * 1024;
    ({ ENOENT, ERANGE, EINTR, ESRCH } = import_node_os.constants.errno);
    nameServiceError = (detail) => new LaunchError("internal", "the name service does not answer", { detail });
    MOST_GROUPS = 65536;
  }
});

// src/system/trusted-files.ts
function readOnce(path, resolved, maxBytes) {
  const flags = import_node_fs2.constants.O_RDONLY | import_node_fs2.constants.O_NOFOLLOW | import_node_fs2.constants.O_NONBLOCK | import_node_fs2.constants.O_NOCTTY;
  const descriptor = (0, import_node_fs2.openSync)(resolved, flags);
  try {
    const before = (0, import_node_fs2.fstatSync)(descriptor);
    if (!before.isFile()) untrusted(path, "is not a regular file");
    judgeOwner(path, before);
    if (before.size > maxBytes) untrusted(path, `is larger than ${maxBytes} bytes`);
    const bytes2 = readAll(descriptor, before.size);
    const after = (0, import_node_fs2.fstatSync)(descriptor);
    if (bytes2.length !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs) return void 0;
    return { path, text: bytes2.toString("utf8"), facts: factsOf(before) };
  } finally {
    (0, import_node_fs2.closeSync)(descriptor);
  }
}
function explained(path, action) {
  try {
    return action();
  } catch (error) {
    throw error instanceof LaunchError ? error : readError(path, error);
  }
}
function judgeOwner(path, { uid, mode }) {
  if (uid !== ROOT) untrusted(path, `belongs to uid ${uid}, not to root`);
  if ((mode & WRITABLE_BY_OTHERS) !== 0) untrusted(path, `can be written by others than root (mode ${octalMode(mode)})`);
}
function readAll(descriptor, size2) {
  const bytes2 = Buffer.allocUnsafe(size2);
  let done = 0;
  while (done < size2) {
    const read = (0, import_node_fs2.readSync)(descriptor, bytes2, done, size2 - done, done);
    if (read === 0) break;
    done += read;
  }
  return bytes2.subarray(0, done);
}
function untrusted(path, why) {
  throw new LaunchError("config-untrusted", "a file of the configuration cannot be trusted", {
    detail: `${path} ${why}`,
    place: { file: path }
  });
}
function readError(path, error) {
  const facts = { detail: messageOf(error), place: { file: path }, cause: error };
  switch (errnoOf(error)) {
    case "ENOENT":
      return new LaunchError("list-absent", "a file of the configuration is not there", {
        ...facts,
        detail: `${path} does not exist`
      });
    // It was no link a moment ago.
    case "ELOOP":
      return new LaunchError("config-untrusted", "a file of the configuration cannot be trusted", facts);
    default:
      return new LaunchError("internal", "a file of the configuration cannot be read", facts);
  }
}
var import_node_fs2, DEFAULT_LARGEST, MOST_LINKS, MEMORY, ROOT, WRITABLE_BY_OTHERS, TrustedFiles, parentOf, componentsOf, octalMode, factsOf;
var init_trusted_files = __esm({
  "src/system/trusted-files.ts"() {
    "use strict";
    import_node_fs2 = require("node:fs");
    init_errors();
    DEFAULT_LARGEST = 64 * 1024 * 1024;
    MOST_LINKS = 40;
    MEMORY = 1e3;
    ROOT = 0;
    WRITABLE_BY_OTHERS = 18;
    TrustedFiles = class {
      /** Directory, without links → when it was found good (milliseconds of a clock that never jumps). */
      good = /* @__PURE__ */ new Map();
      /**
       * The file's text and facts.
       * Errors: `list-absent`, `config-untrusted` (owner, mode, type, size, changed meanwhile), `internal` (anything else).
       */
      read(path, maxBytes = DEFAULT_LARGEST, { followLinks = false } = {}) {
        return explained(path, () => {
          const resolved = this.resolve(path, followLinks);
          return readOnce(path, resolved, maxBytes) ?? readOnce(path, resolved, maxBytes) ?? untrusted(path, "changes while it is read");
        });
      }
      /** Names in the directory, sorted. A final link is followed. Errors: as `read`. */
      list(path) {
        return explained(path, () => {
          const resolved = this.resolve(path, true);
          this.judgeDirectory(resolved);
          return (0, import_node_fs2.readdirSync)(resolved).toSorted();
        });
      }
      /** The path without links. Every component but the last is judged here. */
      resolve(path, followLast) {
        if (!path.startsWith("/") || path.includes("\0")) untrusted(path, "is not an absolute path");
        this.judgeDirectory("/");
        let pending = componentsOf(path);
        let resolved = "";
        let links = 0;
        for (let name = pending.shift(); name !== void 0; name = pending.shift()) {
          const next = name === ".." ? parentOf(resolved) : `${resolved}/${name}`;
          if (name === ".." || this.remembers(next)) {
            resolved = next;
            continue;
          }
          const facts = (0, import_node_fs2.lstatSync)(next);
          if (facts.isSymbolicLink()) {
            links += 1;
            if (pending.length === 0 && !followLast) untrusted(next, "is a symbolic link");
            if (facts.uid !== ROOT) untrusted(next, `is a link made by uid ${facts.uid}`);
            if (links > MOST_LINKS) untrusted(path, "goes through too many links");
            const target = (0, import_node_fs2.readlinkSync)(next);
            pending = [...componentsOf(target), ...pending];
            if (target.startsWith("/")) resolved = "";
            continue;
          }
          if (pending.length > 0) this.judgeDirectory(next, facts);
          resolved = next;
        }
        return resolved === "" ? "/" : resolved;
      }
      judgeDirectory(path, facts = (0, import_node_fs2.lstatSync)(path)) {
        if (this.remembers(path)) return;
        if (!facts.isDirectory()) untrusted(path, "is not a directory");
        judgeOwner(path, facts);
        this.good.set(path, performance.now());
      }
      remembers(path) {
        const since = this.good.get(path);
        return since !== void 0 && performance.now() - since < MEMORY;
      }
    };
    parentOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
    componentsOf = (path) => path.split("/").filter((name) => name !== "" && name !== ".");
    octalMode = (mode) => (mode & 4095).toString(8).padStart(4, "0");
    factsOf = ({ mode, uid, gid, nlink, size: size2, mtimeMs }) => ({
      mode,
      uid,
      gid,
      nlink,
      size: size2,
      mtime: mtimeMs / 1e3
    });
  }
});

// src/system/index.ts
function createSystem() {
  const files = new TrustedFiles();
  return {
    clock: { now: () => Date.now() / 1e3 },
    accounts: nameService,
    readTrustedFile: (path, maxBytes, options) => files.read(path, maxBytes, options),
    listTrustedDirectory: (path) => files.list(path),
    hostName: import_node_os2.hostname,
    random: randomBytes,
    sleep: (milliseconds2) => (0, import_promises.setTimeout)(milliseconds2)
  };
}
function randomBytes(count) {
  const bytes2 = new Uint8Array(count);
  const descriptor = (0, import_node_fs3.openSync)("/dev/urandom", "r");
  try {
    let done = 0;
    while (done < count) {
      const read = (0, import_node_fs3.readSync)(descriptor, bytes2, done, count - done, null);
      if (read === 0) throw new Error("/dev/urandom has ended");
      done += read;
    }
  } finally {
    (0, import_node_fs3.closeSync)(descriptor);
  }
  return bytes2;
}
var import_node_fs3, import_node_os2, import_promises;
var init_system = __esm({
  "src/system/index.ts"() {
    "use strict";
    import_node_fs3 = require("node:fs");
    import_node_os2 = require("node:os");
    import_promises = require("node:timers/promises");
    init_accounts2();
    init_trusted_files();
  }
});

// src/cli/actions/check.ts
var check_exports = {};
__export(check_exports, {
  checkCommand: () => checkCommand
});
function checkCommand({ arguments: [path], output }) {
  const report2 = check(path === void 0 ? {} : { path }, createSystem());
  if (output.json) output.value(report2);
  else for (const line of checkLines(report2)) output.line(line);
  return Promise.resolve(report2.errors > 0 ? 1 : 0);
}
var init_check2 = __esm({
  "src/cli/actions/check.ts"() {
    "use strict";
    init_check();
    init_system();
  }
});

// src/admin/record/processes.ts
function parseStat(text2, pageSize) {
  const [open, close] = [text2.indexOf("("), text2.lastIndexOf(")")];
  if (open < 2 || close < open) return void 0;
  const fields = text2.slice(close + 2).split(" ");
  const at = (number) => Number(fields[number - 3]);
  const facts = {
    pid: Number(text2.slice(0, open - 1)),
    name: text2.slice(open + 1, close),
    state: fields[0] ?? "?",
    parent: at(4),
    start: at(22),
    cpu: (at(14) + at(15) + at(16) + at(17)) / TICKS_PER_SECOND,
    memory: at(24) * pageSize
  };
  return [facts.pid, facts.parent, facts.start, facts.cpu, facts.memory].every(Number.isFinite) ? facts : void 0;
}
function readSmall(path) {
  let fd;
  try {
    fd = (0, import_node_fs4.openSync)(path, "r");
  } catch {
    return void 0;
  }
  try {
    return buffer.toString("latin1", 0, (0, import_node_fs4.readSync)(fd, buffer, 0, buffer.length, 0));
  } catch {
    return void 0;
  } finally {
    (0, import_node_fs4.closeSync)(fd);
  }
}
function liveProcesses(now, root = "/proc") {
  const pageSize = pageSizeOf(root);
  const find2 = (pid) => {
    const text2 = readSmall(`${root}/${pid}/stat`);
    return text2 === void 0 ? void 0 : parseStat(text2, pageSize);
  };
  return {
    find: find2,
    all: () => (0, import_node_fs4.readdirSync)(root).filter((name) => /^\d+$/.test(name)).map((name) => find2(Number(name))).filter((facts) => facts !== void 0),
    uidsOf: (pid) => uidsIn(readSmall(`${root}/${pid}/status`) ?? ""),
    exists,
    bootTime: now - (0, import_node_os3.uptime)()
  };
}
function exists(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
function pageSizeOf(root) {
  try {
    const pages = Number((0, import_node_fs4.readFileSync)(`${root}/self/statm`, "latin1").split(" ")[1]);
    return 2 ** Math.round(Math.log2(process.memoryUsage.rss() / pages));
  } catch {
    return 4096;
  }
}
function childrenOf(all) {
  const children = /* @__PURE__ */ new Map();
  for (const facts of all) {
    const siblings = children.get(facts.parent);
    if (siblings === void 0) children.set(facts.parent, [facts]);
    else siblings.push(facts);
  }
  return children;
}
function descendantsOf(children, pid) {
  const found = [];
  const seen = /* @__PURE__ */ new Set([pid]);
  for (const queue = [pid]; queue.length > 0; ) {
    for (const child of children.get(queue.pop() ?? 0) ?? []) {
      if (seen.has(child.pid)) continue;
      seen.add(child.pid);
      found.push(child);
      queue.push(child.pid);
    }
  }
  return found;
}
var import_node_fs4, import_node_os3, TICKS_PER_SECOND, isAlive, buffer, uidsIn;
var init_processes = __esm({
  "src/admin/record/processes.ts"() {
    "use strict";
    import_node_fs4 = require("node:fs");
    import_node_os3 = require("node:os");
    TICKS_PER_SECOND = 100;
    isAlive = ({ state }) => state !== "Z" && state !== "X";
    buffer = Buffer.alloc(4096);
    uidsIn = (status) => (/^Uid:\s+(.*)$/m.exec(status)?.[1] ?? "").split(/\s+/).filter((word) => word !== "").map(Number);
  }
});

// src/admin/record/installed.ts
function recordDirectory(path = HELPER_CONF_PATH) {
  let text2;
  try {
    text2 = (0, import_node_fs5.readFileSync)(path, "utf8");
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return DEFAULT_RECORDS;
    throw new LaunchError("helper-config-untrusted", `${path} cannot be read`, { detail: messageOf(error), cause: error });
  }
  return parseHelperConf(text2, path).get("record_directory") ?? DEFAULT_RECORDS;
}
var import_node_fs5, DEFAULT_RECORDS;
var init_installed = __esm({
  "src/admin/record/installed.ts"() {
    "use strict";
    import_node_fs5 = require("node:fs");
    init_errors();
    init_helper_conf();
    DEFAULT_RECORDS = "/run/mapexec";
  }
});

// src/admin/record/pattern.ts
function patternMatcher(text2) {
  const wanted = text2.toLowerCase();
  if (!/[*?]/.test(wanted)) return (name) => name.toLowerCase().includes(wanted);
  return (name) => globMatches(wanted, name.toLowerCase());
}
function globMatches(pattern, text2) {
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (from < text2.length) {
    const wanted = pattern[at];
    if (wanted === "*") {
      star = at;
      mark = from;
      at += 1;
    } else if (wanted === "?" || wanted !== void 0 && wanted === text2[from]) {
      at += 1;
      from += 1;
    } else if (star >= 0) {
      at = star + 1;
      mark += 1;
      from = mark;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
var wholeNameMatcher;
var init_pattern = __esm({
  "src/admin/record/pattern.ts"() {
    "use strict";
    wholeNameMatcher = (text2) => (name) => /[*?]/.test(text2) ? globMatches(text2, name) : name === text2;
  }
});

// src/admin/record/time.ts
function parseTime(text2, now) {
  const ago = /^-?(\d{1,9})([smhdw])(?: ago)?$/.exec(text2);
  if (ago !== null) return now - Number(ago[1]) * (UNITS[ago[2] ?? ""] ?? 0);
  const epoch = /^@(\d{1,12}(?:\.\d{1,9})?)$/.exec(text2);
  if (epoch !== null) return Number(epoch[1]);
  if (text2 === "now") return now;
  const parsed = Date.parse(withDate(text2, now));
  if (Number.isFinite(parsed) && /^(?:\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2})/.test(text2)) return parsed / 1e3;
  throw new LaunchError("usage", `"${text2}" is no time (${TIME_HELP})`);
}
function withDate(text2, now) {
  const two = (n) => String(n).padStart(2, "0");
  const clock = /^(\d{1,2}):(\d{2})(:\d{2})?$/.exec(text2);
  if (clock !== null) {
    const today = new Date(now * 1e3);
    const day = `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`;
    return `${day}T${two(Number(clock[1]))}:${clock[2] ?? ""}${clock[3] ?? ""}`;
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(text2)) return `${text2}T00:00:00`;
  return text2.replace(/^(\d{4}-\d{2}-\d{2}) /, "$1T");
}
function parseAge(text2) {
  const found = /^(\d{1,9})([smhdw])$/.exec(text2);
  if (found === null) throw new LaunchError("usage", `"${text2}" is no length of time (e.g. 10d, 12h, 30m)`);
  return Number(found[1]) * (UNITS[found[2] ?? ""] ?? 0);
}
function parseCount(text2, what, most) {
  const value = /^\d{1,12}$/.test(text2) ? Number(text2) : -1;
  if (value >= 0 && value <= most) return value;
  throw new LaunchError("usage", `${what} is a number from 0 to ${most}, not "${text2}"`);
}
var UNITS, TIME_HELP;
var init_time = __esm({
  "src/admin/record/time.ts"() {
    "use strict";
    init_errors();
    UNITS = { s: 1, m: 60, h: 3600, d: 86400, w: 604800 };
    TIME_HELP = 'e.g. 2h (ago), 2026-11-20, "2026-11-20 14:03", 14:03 (today), 2026-11-20T14:03:00Z, @1790000000';
  }
});

// src/admin/record/filter.ts
function parseFilter(options, now, callerUid) {
  const given = (name) => {
    const value = options[name];
    return typeof value === "string" ? value : void 0;
  };
  const [fromText, untilText] = [given("from"), given("to")];
  const from = fromText === void 0 ? void 0 : parseTime(fromText, now);
  const until = untilText === void 0 ? void 0 : parseTime(untilText, now);
  if (from !== void 0 && until !== void 0 && from > until)
    throw new LaunchError("usage", "--from is later than --to");
  const tests = [];
  const add = (name, make) => {
    const text2 = given(name);
    if (text2 !== void 0) tests.push(make(text2));
  };
  add("subject", (text2) => {
    const matches = patternMatcher(text2);
    return ({ subject }) => subject !== void 0 && matches(subject);
  });
  add("fqan", (text2) => {
    const matches = patternMatcher(text2);
    return ({ fqans }) => fqans.some(matches);
  });
  add("vo", (text2) => ({ vo }) => vo === text2);
  add("account", (text2) => {
    const matches = wholeNameMatcher(text2);
    return ({ account, uid }) => account !== void 0 && matches(account) || String(uid) === text2;
  });
  add("caller", (text2) => {
    const wanted = /^\d+$/.test(text2) ? Number(text2) : callerUid(text2);
    if (wanted === void 0) throw new LaunchError("usage", `there is no user "${text2}"`);
    return ({ callerUid: uid }) => uid === wanted;
  });
  add("code", (text2) => {
    const matches = numberMatcher(text2);
    return ({ code, exit }) => exit !== void 0 && matches(exit) || code !== void 0 && matches(code);
  });
  add("reason", (text2) => ({ reason }) => reason === text2);
  if (from !== void 0) tests.push(({ until: end }) => end === void 0 || end >= from);
  if (until !== void 0) tests.push(({ from: start }) => start <= until);
  return { matches: (facts) => tests.every((test) => test(facts)), from, until, empty: tests.length === 0 };
}
function numberMatcher(text2) {
  const found = /^(!?)(\d{1,3})(?:-(\d{1,3}))?$/.exec(text2);
  if (found === null) throw new LaunchError("usage", `"${text2}" is no exit code (e.g. 0, !0, 201-204)`);
  const [first, last] = [Number(found[2]), Number(found[3] ?? found[2])];
  const wanted = found[1] !== "!";
  return (value) => (value >= first && value <= last) === wanted;
}
var init_filter = __esm({
  "src/admin/record/filter.ts"() {
    "use strict";
    init_errors();
    init_pattern();
    init_time();
  }
});

// src/admin/record/line.ts
function parseRecord(text2, ref) {
  const lines = text2.split("\n");
  const rest = lines.pop() ?? "";
  const [first = rest, second, ...more] = lines;
  const start = startOf(fieldsOf(first));
  const end = second === void 0 ? void 0 : endOf(fieldsOf(second), ref);
  const complete = rest === "" && lines.length > 0 && more.length === 0 && second === void 0 === (end === void 0);
  if (start === void 0 || start.ref !== ref) return { start: void 0, end, damaged: true };
  return { start, end, damaged: !complete };
}
function fieldsOf(line) {
  try {
    return objectOf(JSON.parse(line));
  } catch {
    return {};
  }
}
function startOf(line) {
  const [caller, helper, identity, account] = ["caller", "helper", "identity", "account"].map(
    (key) => objectOf(line[key])
  );
  const numbers = [
    ...[line["time"], caller?.["uid"], caller?.["gid"], helper?.["pid"], helper?.["start"]],
    ...[account?.["uid"], account?.["gid"]]
  ];
  const texts2 = [line["ref"], line["frontend"], identity?.["kind"], identity?.["subject"], account?.["name"]];
  const groups = account?.["groups"];
  const whole = line["event"] === "start" && numbers.every((value) => numberOf(value) !== void 0) && texts2.every((value) => textOf(value) !== void 0) && textsOf(line["command"]) !== void 0 && (identity?.["fqans"] === void 0 || textsOf(identity["fqans"]) !== void 0) && Array.isArray(groups) && groups.every((group2) => numberOf(group2) !== void 0) && optionalsOf(line);
  return whole ? line : void 0;
}
function optionalsOf(line) {
  const isTextOrAbsent = (value) => value === void 0 || typeof value === "string";
  const part = (key, ...names) => line[key] === void 0 || names.every((name) => typeof objectOf(line[key])[name] === "string");
  return isTextOrAbsent(line["label"]) && isTextOrAbsent(line["reap"]) && isTextOrAbsent(objectOf(line["identity"])["vo"]) && isTextOrAbsent(objectOf(line["rule"])["place"]) && part("rule", "name") && part("lease", "pool", "name") && part("evidence", "sha256", "source");
}
function endOf(line, ref) {
  const [time, code] = [numberOf(line["time"]), numberOf(line["code"])];
  if (line["event"] !== "end" || line["ref"] !== ref || time === void 0 || code === void 0) return void 0;
  return {
    time,
    code,
    exit: numberOf(line["exit"]),
    signal: numberOf(line["signal"]),
    reason: textOf(line["reason"]),
    rusage: rusageOf(objectOf(line["rusage"]))
  };
}
function rusageOf(fields) {
  const [user, system3, maxrss, minflt, majflt] = ["user", "system", "maxrss", "minflt", "majflt"].map(
    (key) => numberOf(fields[key])
  );
  if (user === void 0 || system3 === void 0 || maxrss === void 0) return void 0;
  return { user, system: system3, maxrss, minflt: minflt ?? 0, majflt: majflt ?? 0 };
}
var objectOf, textOf, numberOf, textsOf;
var init_line = __esm({
  "src/admin/record/line.ts"() {
    "use strict";
    objectOf = (value) => typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
    textOf = (value) => typeof value === "string" ? value : void 0;
    numberOf = (value) => typeof value === "number" && Number.isFinite(value) ? value : void 0;
    textsOf = (value) => Array.isArray(value) && value.every((item) => typeof item === "string") ? value : void 0;
  }
});

// src/admin/record/store.ts
function readHistory(directory, processes, wish = {}) {
  const history = `${directory}/history`;
  const newest2 = namesIn(history).map((name) => ({ name, modified: modifiedOf(`${history}/${name}`) })).filter(({ modified }) => wish.from === void 0 || modified >= wish.from).sort((a, b) => b.modified - a.modified).slice(0, wish.limit);
  return readNames(
    directory,
    history,
    newest2.map(({ name }) => name),
    processes
  );
}
function readAll2(directory, processes, wish = {}) {
  const [current, history] = [readCurrent(directory, processes), readHistory(directory, processes, wish)];
  const seen = new Set(current.entries.map(({ ref }) => ref));
  return {
    directory,
    entries: [...current.entries, ...history.entries.filter(({ ref }) => !seen.has(ref))],
    unreadable: current.unreadable + history.unreadable
  };
}
function findRecords(directory, prefix, processes) {
  const wanted = (name) => name.startsWith(prefix);
  const found = /* @__PURE__ */ new Map();
  for (const place of [directory, `${directory}/history`])
    for (const entry of readDirectory(directory, place, processes, wanted).entries) found.set(entry.ref, entry);
  return [...found.values()];
}
function readDirectory(directory, place, processes, wanted) {
  return readNames(directory, place, namesIn(place).filter(wanted), processes);
}
function readNames(directory, place, names, processes) {
  const entries = [];
  let unreadable = 0;
  for (const name of names) {
    const entry = readEntry(`${place}/${name}`, name.slice(0, 16), processes);
    if (entry === "unreadable") unreadable += 1;
    else if (entry !== void 0) entries.push(entry);
  }
  return { directory, entries, unreadable };
}
function namesIn(directory) {
  try {
    return (0, import_node_fs6.readdirSync)(directory).filter((name) => NAME.test(name));
  } catch (error) {
    if (errnoOf(error) === "ENOENT" && directory.endsWith("/history")) return [];
    throw new LaunchError("record-failed", "the record directory cannot be read", {
      detail: messageOf(error),
      place: { file: directory },
      cause: error
    });
  }
}
function modifiedOf(path) {
  return ((0, import_node_fs6.lstatSync)(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) / 1e3;
}
function readEntry(path, ref, processes) {
  const file = readRecordFile(path);
  if (file === void 0 || file === "unreadable") return file;
  const { start, end, damaged } = parseRecord(file.text, ref);
  const state = end !== void 0 ? "ended" : start === void 0 ? "damaged" : stateOf(start, processes);
  return { ref, path, state, start, end, damaged, modified: file.modified };
}
function stateOf({ helper, time }, processes) {
  if (time < processes.bootTime - 60) return "lost";
  const facts = processes.find(helper.pid);
  if (facts !== void 0) return facts.start === helper.start && isAlive(facts) ? "running" : "lost";
  return processes.exists(helper.pid) ? "running" : "lost";
}
function readRecordFile(path) {
  const { O_RDONLY: O_RDONLY2, O_NOFOLLOW: O_NOFOLLOW3, O_NONBLOCK: O_NONBLOCK2 } = import_node_fs6.constants;
  let fd;
  try {
    fd = (0, import_node_fs6.openSync)(path, O_RDONLY2 | O_NOFOLLOW3 | O_NONBLOCK2);
  } catch (error) {
    return errnoOf(error) === "EACCES" || errnoOf(error) === "EPERM" ? "unreadable" : void 0;
  }
  try {
    const facts = (0, import_node_fs6.fstatSync)(fd);
    if (!facts.isFile()) return void 0;
    const bytes2 = Buffer.allocUnsafe(Math.min(facts.size, LARGEST2));
    const length = (0, import_node_fs6.readSync)(fd, bytes2, 0, bytes2.length, 0);
    return { text: bytes2.toString("utf8", 0, length), modified: facts.mtimeMs / 1e3 };
  } finally {
    (0, import_node_fs6.closeSync)(fd);
  }
}
var import_node_fs6, NAME, LARGEST2, readCurrent;
var init_store = __esm({
  "src/admin/record/store.ts"() {
    "use strict";
    import_node_fs6 = require("node:fs");
    init_errors();
    init_line();
    init_processes();
    NAME = /^([0-9a-f]{16})\.jsonl$/;
    LARGEST2 = 1024 * 1024;
    readCurrent = (directory, processes) => readDirectory(directory, directory, processes, () => true);
  }
});

// src/admin/record/text.ts
function localTime(seconds2) {
  const date = new Date(seconds2 * 1e3);
  if (Number.isNaN(date.getTime())) return "-";
  const two = (n) => String(n).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
function age(seconds2) {
  const whole = Math.max(0, Math.floor(seconds2));
  const two = (n) => String(n).padStart(2, "0");
  if (whole < 10) return `${Math.max(0, seconds2).toFixed(1)}s`;
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m${two(whole % 60)}s`;
  if (whole < 86400) return `${Math.floor(whole / 3600)}h${two(Math.floor(whole % 3600 / 60))}m`;
  return `${Math.floor(whole / 86400)}d${two(Math.floor(whole % 86400 / 3600))}h`;
}
function size(bytes2) {
  const power = Math.min(UNITS2.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes2)) / 10)));
  const value = bytes2 / 1024 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)}${UNITS2[power] ?? ""}`;
}
var printable, PLAIN_WORD, commandText, shortened, shortenedLeft, UNITS2;
var init_text = __esm({
  "src/admin/record/text.ts"() {
    "use strict";
    init_json_line();
    printable = (text2) => escapeUnsafe(JSON.stringify(text2)).slice(1, -1).replaceAll('\\"', '"');
    PLAIN_WORD = /^[\w@%+=:,./-]+$/;
    commandText = (words) => words.map((word) => PLAIN_WORD.test(word) ? word : escapeUnsafe(JSON.stringify(word))).join(" ");
    shortened = (text2, width) => text2.length <= width ? text2 : `${text2.slice(0, Math.max(0, width - 1))}\u2026`;
    shortenedLeft = (text2, width) => text2.length <= width ? text2 : `\u2026${text2.slice(text2.length - Math.max(0, width - 1))}`;
    UNITS2 = ["B", "KiB", "MiB", "GiB", "TiB"];
  }
});

// src/admin/record/tables.ts
function listTable(output, views, now) {
  if (views.length === 0) {
    output.line("nothing runs");
    return;
  }
  output.table(
    ["REF", "STATE", "CALLER", "IDENTITY", "ACCOUNT", "SINCE", "CPU", "MEMORY", "PROCS", "COMMAND"],
    views.map((view) => [
      view.ref,
      paintedState(output, view),
      callerText(view),
      identityText(view, IDENTITY_WIDTH),
      view.account === null ? "?" : printable(view.account.name),
      view.started === null ? "?" : age(now - view.started),
      view.now === null ? "-" : age(view.now.cpu),
      view.now === null ? "-" : size(view.now.memory),
      view.now === null ? "-" : String(view.now.processes),
      commandOf(view, COMMAND_WIDTH)
    ])
  );
}
function historyTable(output, views) {
  if (views.length === 0) {
    output.line("no launch matches");
    return;
  }
  output.table(
    ["REF", "STARTED", "TOOK", "RESULT", "CALLER", "IDENTITY", "ACCOUNT", "CPU", "MAXRSS", "COMMAND"],
    views.map((view) => [
      view.ref,
      view.started === null ? "?" : localTime(view.started),
      view.started === null || view.ended === null ? "-" : age(view.ended - view.started),
      paintedResult(output, view),
      callerText(view),
      identityText(view, IDENTITY_WIDTH),
      view.account === null ? "?" : printable(view.account.name),
      view.result?.user == null ? "-" : age(view.result.user + (view.result.system ?? 0)),
      view.result?.maxrss == null ? "-" : size(view.result.maxrss),
      commandOf(view, COMMAND_WIDTH)
    ])
  );
}
function detailLines(view, now) {
  const { identity, account, result } = view;
  const lines = [
    ["reference", view.ref],
    ["state", view.damaged ? `${view.state} (the record is damaged)` : view.state],
    ["identity", identity === null ? void 0 : `${identity.kind} ${printable(identity.subject)}`],
    ["FQANs", identity?.fqans?.map(printable).join(", ")],
    ["VO", identity?.vo === void 0 ? void 0 : printable(identity.vo)],
    ["limited", identity?.limited === true ? "yes" : void 0],
    ["valid until", identity?.validUntil === void 0 ? void 0 : localTime(identity.validUntil)],
    ["evidence", evidenceText(view)],
    ["caller", view.caller === null ? void 0 : `${callerText(view)} (uid ${view.caller.uid})`],
    [
      "account",
      account === null ? void 0 : `${printable(account.name)} (uid ${account.uid}, gid ${account.gid}, groups ${account.groups.join(" ")})`
    ],
    ["rule", view.rule == null ? void 0 : `${printable(view.rule.name)} ${printable(view.rule.place ?? "")}`.trim()],
    ["lease", view.lease == null ? void 0 : `${printable(view.lease.pool)}: ${printable(view.lease.name)}`],
    ["command", view.command === null ? void 0 : commandText(view.command)],
    ["label", view.label === null ? void 0 : printable(view.label)],
    ["front end", view.frontend === null ? void 0 : printable(view.frontend)],
    ["helper", view.helper === null ? void 0 : `pid ${view.helper.pid}`],
    ["started", view.started === null ? void 0 : `${localTime(view.started)} (${age(now - view.started)} ago)`],
    ["ended", view.ended === null ? void 0 : localTime(view.ended)],
    ["took", view.started === null || view.ended === null ? void 0 : age(view.ended - view.started)],
    ["result", result === null ? void 0 : resultText(view)],
    [
      "used",
      result?.user == null ? void 0 : `${result.user.toFixed(2)} s user, ${(result.system ?? 0).toFixed(2)} s system, ${size(result.maxrss ?? 0)} largest process`
    ],
    [
      "uses now",
      view.now === null ? void 0 : `${age(view.now.cpu)} CPU, ${size(view.now.memory)}, ${view.now.processes} processes`
    ],
    ["record", view.path]
  ];
  return lines.flatMap(([name, value]) => value === void 0 || value === "" ? [] : [[name, value]]);
}
function resultText({ result, state }) {
  if (result === null) return state;
  if (result.reason !== null) return `${result.code} ${printable(result.reason)}`;
  if (result.signal !== null) return `signal ${result.signal}`;
  return result.exit === null ? String(result.code) : String(result.exit);
}
function paintedResult(output, view) {
  const text2 = resultText(view);
  if (view.result === null) return output.paint("yellow", text2);
  return view.result.exit === 0 ? text2 : output.paint("red", text2);
}
var IDENTITY_WIDTH, COMMAND_WIDTH, evidenceText, callerText, identityText, commandOf, paintedState;
var init_tables = __esm({
  "src/admin/record/tables.ts"() {
    "use strict";
    init_text();
    IDENTITY_WIDTH = 44;
    COMMAND_WIDTH = 60;
    evidenceText = ({ evidence }) => evidence == null ? void 0 : `${printable(evidence.source)}${evidence.sha256 === "" ? "" : ` sha256 ${printable(evidence.sha256)}`}`;
    callerText = ({ caller }) => caller === null ? "?" : caller.name === null ? String(caller.uid) : printable(caller.name);
    identityText = ({ identity }, width) => identity === null ? "?" : shortenedLeft(printable(identity.subject), width);
    commandOf = ({ command }, width) => command === null ? "?" : shortened(commandText(command), width);
    paintedState = (output, { state, damaged }) => state === "running" && !damaged ? output.paint("green", state) : output.paint("yellow", damaged ? "damaged" : state);
  }
});

// src/admin/record/view.ts
function rememberingNames(lookUp) {
  const names = /* @__PURE__ */ new Map();
  return (uid) => {
    if (!names.has(uid)) names.set(uid, lookUp(uid));
    return names.get(uid);
  };
}
function viewOf(entry, nameOf, usage) {
  const { start, end, ref, state, damaged, path } = entry;
  return {
    ref,
    state,
    damaged,
    path,
    started: start?.time ?? null,
    ended: end?.time ?? null,
    caller: start === void 0 ? null : { ...start.caller, name: nameOf(start.caller.uid) ?? null },
    identity: start?.identity ?? null,
    account: start?.account ?? null,
    command: start?.command ?? null,
    frontend: start?.frontend ?? null,
    label: start?.label ?? null,
    rule: start?.rule ?? null,
    lease: start?.lease ?? null,
    evidence: start?.evidence ?? null,
    helper: start?.helper ?? null,
    now: usage ?? null,
    result: end === void 0 ? null : {
      exit: end.exit ?? null,
      signal: end.signal ?? null,
      code: end.code,
      reason: end.reason ?? null,
      user: end.rusage?.user ?? null,
      system: end.rusage?.system ?? null,
      maxrss: end.rusage === void 0 ? null : end.rusage.maxrss * 1024
    }
  };
}
function viewsOf(records, nameOf, processes) {
  const runs = records.entries.some(({ state }) => state === "running");
  const children = runs ? childrenOf(processes.all()) : /* @__PURE__ */ new Map();
  return records.entries.map(
    (entry) => viewOf(entry, nameOf, entry.state === "running" ? usageOf(entry, children) : void 0)
  );
}
function usageOf(entry, children) {
  const payload = payloadOf(entry, children);
  return {
    cpu: payload.reduce((sum, { cpu }) => sum + cpu, 0),
    memory: payload.reduce((sum, { memory }) => sum + memory, 0),
    processes: payload.length
  };
}
function subjectOf({ start, end, modified, state }) {
  return {
    subject: start?.identity.subject,
    fqans: start?.identity.fqans ?? [],
    vo: start?.identity.vo,
    account: start?.account.name,
    uid: start?.account.uid,
    callerUid: start?.caller.uid,
    from: start?.time ?? modified,
    until: state === "running" ? void 0 : end?.time ?? Math.max(modified, start?.time ?? 0),
    code: end?.code,
    exit: end?.exit,
    reason: end?.reason
  };
}
var payloadOf;
var init_view = __esm({
  "src/admin/record/view.ts"() {
    "use strict";
    init_processes();
    payloadOf = ({ start }, children) => start === void 0 ? [] : descendantsOf(children, start.helper.pid).filter(isAlive);
  }
});

// src/admin/record/tree.ts
function launchTrees(records, nameOf, processes) {
  const running = records.entries.filter(({ state }) => state === "running");
  const children = childrenOf(running.length === 0 ? [] : processes.all());
  const byHelper = new Map(running.map((entry) => [entry.start?.helper.pid, entry]));
  const nested = /* @__PURE__ */ new Set();
  const trees = running.map((entry) => ({
    entry,
    processes: nodesBelow(entry.start?.helper.pid ?? 0, children, byHelper, nested, /* @__PURE__ */ new Set())
  }));
  return trees.filter(({ entry }) => !nested.has(entry.ref)).map(({ entry, processes: nodes }) => ({ record: viewOf(entry, nameOf), processes: nodes }));
}
function nodesBelow(pid, children, byHelper, nested, seen) {
  return (children.get(pid) ?? []).filter((child) => isAlive(child) && !seen.has(child.pid)).map((child) => {
    seen.add(child.pid);
    const launch = byHelper.get(child.pid);
    if (launch !== void 0) nested.add(launch.ref);
    return {
      pid: child.pid,
      name: printable(child.name),
      state: child.state,
      cpu: child.cpu,
      memory: child.memory,
      launch: launch?.ref ?? null,
      children: nodesBelow(child.pid, children, byHelper, nested, seen)
    };
  });
}
function treeLines(trees, now) {
  if (trees.length === 0) return ["nothing runs"];
  const callers = [...new Set(trees.map(({ record }) => callerText(record)))];
  return callers.flatMap((caller) => [
    caller,
    ...trees.filter(({ record }) => callerText(record) === caller).flatMap((tree, index, own) => {
      const last = index === own.length - 1;
      const { record } = tree;
      const since = record.started === null ? "" : ` ${age(now - record.started)}`;
      const head = `${record.ref}  ${identityText(record, 60)} \u2192 ${record.account?.name ?? "?"}${since}  ${commandOf(record, 60)}`;
      return [`${last ? "\u2514\u2500" : "\u251C\u2500"} ${head}`, ...nodeLines(tree.processes, last ? "   " : "\u2502  ")];
    })
  ]);
}
var nodeLines;
var init_tree = __esm({
  "src/admin/record/tree.ts"() {
    "use strict";
    init_processes();
    init_text();
    init_view();
    init_tables();
    nodeLines = (nodes, indent) => nodes.flatMap((node2, index) => {
      const last = index === nodes.length - 1;
      const launch = node2.launch === null ? "" : `  (launch ${node2.launch})`;
      return [
        `${indent}${last ? "\u2514\u2500" : "\u251C\u2500"} ${node2.pid} ${node2.name}  ${age(node2.cpu)} CPU ${size(node2.memory)}${launch}`,
        ...nodeLines(node2.children, `${indent}${last ? "   " : "\u2502  "}`)
      ];
    });
  }
});

// src/admin/record/watch.ts
async function watch(seconds2, screen, show2) {
  do {
    if (screen.terminal) screen.write(HOME_AND_CLEAR);
    await show2();
  } while (await screen.wait(seconds2));
}
function parseInterval(text2) {
  const seconds2 = /^\d{1,4}(?:\.\d{1,3})?$/.test(text2) ? Number(text2) : 0;
  if (seconds2 >= 0.2 && seconds2 <= 3600) return seconds2;
  throw new LaunchError("usage", `--watch takes 0.2 to 3600 seconds, not "${text2}"`);
}
function realScreen(stdout) {
  let over = false;
  let wake = () => void 0;
  const end = () => {
    over = true;
    wake();
  };
  process.once("SIGINT", end).once("SIGTERM", end);
  stdout.once("close", end);
  return {
    terminal: stdout.isTTY,
    write: (text2) => void stdout.write(text2),
    wait: (seconds2) => new Promise((resolve) => {
      if (over) resolve(false);
      const timer = setTimeout(() => resolve(!over), seconds2 * 1e3);
      wake = () => {
        clearTimeout(timer);
        resolve(false);
      };
    })
  };
}
var HOME_AND_CLEAR;
var init_watch = __esm({
  "src/admin/record/watch.ts"() {
    "use strict";
    init_errors();
    HOME_AND_CLEAR = "\x1B[H\x1B[J";
  }
});

// src/admin/log/place.ts
function auditLog(given) {
  if (given !== void 0) return given;
  const { file } = loadSettings(createSystem()).log;
  if (file !== void 0) return file;
  throw new LaunchError("usage", "the configuration names no audit file ([log] file); look into syslog, or name one");
}
var init_place = __esm({
  "src/admin/log/place.ts"() {
    "use strict";
    init_config();
    init_errors();
    init_system();
  }
});

// src/admin/log/read.ts
function logFiles(path, from = 0) {
  const [directory, name] = [(0, import_node_path.dirname)(path), (0, import_node_path.basename)(path)];
  const rotated = (0, import_node_fs7.readdirSync)(directory).filter((other) => other.startsWith(name) && /^(?:\.\d+|-\d{8}(?:-\d+)?)(?:\.gz)?$/.test(other.slice(name.length))).map((other) => ({ path: `${directory}/${other}`, modified: (0, import_node_fs7.statSync)(`${directory}/${other}`).mtimeMs / 1e3 })).filter(({ modified }) => modified >= from).sort((a, b) => a.modified - b.modified);
  return [...rotated.map((file) => file.path), path];
}
function* linesOf(path, encoding = "utf-8") {
  let line = 0;
  let rest = "";
  for (const chunk of chunksOf(path, encoding)) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const text2 of lines) yield { file: path, line: ++line, text: text2 };
  }
  if (rest !== "") yield { file: path, line: ++line, text: rest };
}
function* chunksOf(path, encoding) {
  const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
  const decode = (bytes2, stream) => encoding === "latin1" ? bytes2.toString("latin1") : utf8.decode(bytes2, { stream });
  if (path.endsWith(".gz")) {
    const { gunzipSync } = require("node:zlib");
    yield decode(gunzipSync((0, import_node_fs7.readFileSync)(path)), false);
    return;
  }
  const fd = (0, import_node_fs7.openSync)(path, "r");
  try {
    const end = (0, import_node_fs7.fstatSync)(fd).size;
    const buffer3 = Buffer.alloc(Math.min(CHUNK, Math.max(1, end)));
    for (let at = 0; at < end; ) {
      const count = (0, import_node_fs7.readSync)(fd, buffer3, 0, Math.min(buffer3.length, end - at), at);
      if (count === 0) break;
      at += count;
      yield decode(buffer3.subarray(0, count), true);
    }
    yield decode(Buffer.alloc(0), false);
  } finally {
    (0, import_node_fs7.closeSync)(fd);
  }
}
function parseEntry(line) {
  let fields;
  try {
    fields = JSON.parse(line.text);
  } catch {
    return void 0;
  }
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) return void 0;
  const found = fields;
  const time = Date.parse(textOf2(found["time"]) ?? "");
  return {
    ...line,
    fields: found,
    time: Number.isFinite(time) ? time / 1e3 : 0,
    event: textOf2(found["event"]) ?? "?",
    ref: textOf2(found["ref"]) ?? ""
  };
}
function* entriesOf2(files) {
  for (const file of files)
    for (const line of linesOf(file)) {
      const entry = parseEntry(line);
      if (entry !== void 0) yield entry;
    }
}
function subjectOfEntry({ fields, time }) {
  return {
    subject: textOf2(partOf(fields, "identity", "subject")),
    fqans: wordsOf(partOf(fields, "identity", "fqans")),
    vo: textOf2(partOf(fields, "identity", "vo")),
    account: textOf2(partOf(fields, "account", "name")),
    uid: numberOf2(partOf(fields, "account", "uid")),
    callerUid: numberOf2(partOf(fields, "caller", "uid")),
    from: time,
    until: time,
    code: numberOf2(fields["code"]),
    exit: void 0,
    reason: textOf2(fields["reason"])
  };
}
var import_node_fs7, import_node_path, CHUNK, textOf2, numberOf2, partOf, wordsOf;
var init_read = __esm({
  "src/admin/log/read.ts"() {
    "use strict";
    import_node_fs7 = require("node:fs");
    import_node_path = require("node:path");
    CHUNK = 1024 * 1024;
    textOf2 = (value) => typeof value === "string" ? value : void 0;
    numberOf2 = (value) => typeof value === "number" ? value : void 0;
    partOf = (fields, key, member) => {
      const value = fields[key];
      return typeof value === "object" && value !== null ? value[member] : void 0;
    };
    wordsOf = (value) => Array.isArray(value) ? value.filter((word) => typeof word === "string") : [];
  }
});

// src/admin/log/find.ts
var find_exports = {};
__export(find_exports, {
  logLinesOf: () => logLinesOf,
  searchLog: () => searchLog
});
function logLinesOf(prefix) {
  try {
    return { lines: searchLog(auditLog(), prefix), trouble: void 0 };
  } catch (error) {
    return { lines: [], trouble: error instanceof LaunchError ? error.detail ?? error.message : messageOf(error) };
  }
}
function searchLog(path, prefix) {
  const sign = `"ref":"${prefix}`;
  return logFiles(path).flatMap(
    (file) => [...linesOf(file)].flatMap((line) => {
      const entry = line.text.includes(sign) ? parseEntry(line) : void 0;
      return entry?.ref.startsWith(prefix) === true ? [entry] : [];
    })
  );
}
var init_find = __esm({
  "src/admin/log/find.ts"() {
    "use strict";
    init_errors();
    init_place();
    init_read();
  }
});

// src/cli/actions/record.ts
var record_exports = {};
__export(record_exports, {
  FORMAT: () => FORMAT,
  filterOf: () => filterOf,
  recordHistory: () => recordHistory,
  recordList: () => recordList,
  recordShow: () => recordShow,
  recordTree: () => recordTree,
  scene: () => scene,
  selected: () => selected
});
function scene() {
  const now = Date.now() / 1e3;
  return {
    now,
    processes: liveProcesses(now),
    nameOf: rememberingNames((uid) => nameService.byUid(uid)?.name),
    directory: recordDirectory()
  };
}
async function recordList(invocation) {
  const { options, output } = invocation;
  const show2 = () => {
    const at = scene();
    const records = selected(
      readCurrent(at.directory, at.processes),
      filterOf(invocation, at.now),
      (entry) => options["all"] === true ? true : entry.state !== "ended"
    );
    const views = viewsOf(records, at.nameOf, at.processes).toSorted((a, b) => (a.started ?? 0) - (b.started ?? 0));
    if (output.json) output.value({ format: FORMAT, time: at.now, ...summary(records), records: views });
    else {
      listTable(output, views, at.now);
      hiddenNote(output, records);
    }
  };
  await shownOrWatched(invocation, show2);
  return 0;
}
async function recordTree(invocation) {
  const { output } = invocation;
  const show2 = () => {
    const at = scene();
    const records = selected(readCurrent(at.directory, at.processes), filterOf(invocation, at.now));
    const trees = launchTrees(records, at.nameOf, at.processes);
    if (output.json) output.value({ format: FORMAT, time: at.now, ...summary(records), launches: trees });
    else for (const line of treeLines(trees, at.now)) output.line(line);
  };
  await shownOrWatched(invocation, show2);
  return 0;
}
function recordHistory(invocation) {
  const { options, output } = invocation;
  const at = scene();
  const filter = filterOf(invocation, at.now);
  const limit3 = options["limit"] === "all" ? void 0 : parseCount(String(options["limit"]), "--limit", 1e6);
  const all = readAll2(at.directory, at.processes, {
    ...filter.from === void 0 ? {} : { from: filter.from },
    ...filter.empty && limit3 !== void 0 ? { limit: limit3 } : {}
  });
  const finished = selected(all, filter, ({ state }) => state !== "running");
  const newest2 = [...finished.entries].sort((a, b) => (b.end?.time ?? b.modified) - (a.end?.time ?? a.modified)).slice(0, limit3);
  const views = viewsOf({ ...finished, entries: newest2 }, at.nameOf, at.processes);
  if (output.json) output.value({ format: FORMAT, time: at.now, ...summary(finished), records: views });
  else {
    historyTable(output, views);
    hiddenNote(output, finished);
    if (!filter.empty && finished.entries.length > newest2.length)
      output.line(`${finished.entries.length - newest2.length} more match; --limit all shows them`);
  }
  return Promise.resolve(0);
}
async function recordShow(invocation) {
  const { output } = invocation;
  const [prefix = ""] = invocation.arguments;
  if (!/^[0-9a-f]{4,16}$/.test(prefix))
    throw new LaunchError("usage", `a reference has 16 hexadecimal digits, of which at least 4 are needed`);
  const at = scene();
  const found = findRecords(at.directory, prefix, at.processes);
  const { logLinesOf: logLinesOf2 } = await Promise.resolve().then(() => (init_find(), find_exports));
  const log = logLinesOf2(prefix);
  const refs = /* @__PURE__ */ new Set([...found.map(({ ref }) => ref), ...log.lines.map(({ ref }) => ref)]);
  if (refs.size > 1) throw new LaunchError("usage", `more than one launch begins with ${prefix}: ${[...refs].join(" ")}`);
  const [view] = viewsOf({ directory: at.directory, entries: found, unreadable: 0 }, at.nameOf, at.processes);
  if (output.json) output.value({ format: FORMAT, time: at.now, record: view ?? null, log: log.lines.map((l) => l.fields) });
  else showOne(output, view, log.lines.map(({ text: text2 }) => text2), at.now);
  if (log.trouble !== void 0) output.complain(`mapexec: the audit log was not searched: ${log.trouble}`);
  return refs.size === 1 ? 0 : 1;
}
function showOne(output, view, log, now) {
  if (view !== void 0)
    for (const [name, value] of detailLines(view, now)) output.line(`${output.paint("bold", name.padEnd(12))} ${value}`);
  if (view === void 0) output.line(log.length === 0 ? "there is no such launch" : "no record: the launch was refused");
  for (const line of log) output.line(`${output.paint("bold", "log".padEnd(12))} ${line}`);
}
function selected(records, filter, wanted = () => true) {
  return { ...records, entries: records.entries.filter((entry) => wanted(entry) && filter.matches(subjectOf(entry))) };
}
function hiddenNote(output, { unreadable }) {
  if (unreadable > 0) output.line(`${unreadable} records are not for you to read ([record] mode)`);
}
async function shownOrWatched({ options }, show2) {
  const every = options["watch"];
  if (typeof every === "string") await watch(parseInterval(every), realScreen(process.stdout), show2);
  else show2();
}
var FORMAT, filterOf, summary;
var init_record = __esm({
  "src/cli/actions/record.ts"() {
    "use strict";
    init_errors();
    init_processes();
    init_installed();
    init_filter();
    init_store();
    init_tables();
    init_tree();
    init_view();
    init_watch();
    init_time();
    init_accounts2();
    FORMAT = 1;
    filterOf = ({ options }, now) => parseFilter(options, now, (name) => nameService.byName(name)?.uid);
    summary = ({ directory, unreadable }) => ({ directory, unreadable });
  }
});

// src/admin/who.ts
function parseTarget(text2, as, processes) {
  const number = /^\d{1,10}$/.test(text2) ? Number(text2) : void 0;
  if (number === void 0) {
    if (as !== void 0 && as !== "account") throw new LaunchError("usage", `--as ${as} needs a number`);
    return { kind: "account", name: text2 };
  }
  if (as === "account") return { kind: "account", name: text2 };
  if (as === "uid" || as === void 0 && !processes.exists(number)) return { kind: "uid", uid: number };
  return { kind: "pid", pid: number };
}
function whoIs({ target, at, entries, processes }) {
  const then = entries.filter((entry) => at === void 0 ? entry.state === "running" : ranAt(entry, at));
  const answers = target.kind === "pid" && at === void 0 ? byProcess(target.pid, then, processes) : target.kind === "pid" ? then.filter(({ start }) => start?.helper.pid === target.pid).map((entry) => ({ how: "process-tree", entry })) : then.filter((entry) => usesAccount(entry, target)).map((entry) => ({ how: "account", entry }));
  return answers.sort((a, b) => (b.entry.start?.time ?? 0) - (a.entry.start?.time ?? 0));
}
function ranAt({ start, end, state, modified }, at) {
  if (start === void 0 || start.time > at) return false;
  if (state === "running") return true;
  return (end?.time ?? Math.max(modified, start.time)) >= at;
}
function byProcess(pid, running, processes) {
  const helpers = new Map(running.map((entry) => [entry.start?.helper.pid, entry]));
  const seen = /* @__PURE__ */ new Set();
  let facts = processes.find(pid);
  if (facts === void 0 && !processes.exists(pid)) throw new LaunchError("usage", `there is no process ${pid}`);
  for (; facts !== void 0 && !seen.has(facts.pid); facts = processes.find(facts.parent)) {
    seen.add(facts.pid);
    const entry = helpers.get(facts.pid);
    if (entry?.start?.helper.start === facts.start) return [{ how: "process-tree", entry }];
  }
  const uids = processes.uidsOf(pid);
  return running.filter(({ start }) => start !== void 0 && uids.includes(start.account.uid)).map((entry) => ({ how: "account", entry }));
}
var usesAccount;
var init_who = __esm({
  "src/admin/who.ts"() {
    "use strict";
    init_errors();
    usesAccount = ({ start }, target) => target.kind === "uid" ? start?.account.uid === target.uid : start?.account.name === target.name;
  }
});

// src/mapping/lease/libc.ts
function calls() {
  const libc5 = import_koffi2.default.load(null);
  return loaded ??= {
    flock: libc5.func("int flock(int, int)"),
    utimensat: libc5.func("int utimensat(int, const uint8_t *, void *, int)")
  };
}
function tryLock(fd, mode) {
  const { flock } = calls();
  const result = flock(fd, (mode === "shared" ? LOCK_SH : LOCK_EX) | LOCK_NB);
  return result === 0 ? 0 : import_koffi2.default.errno();
}
var import_koffi2, import_node_os4, LOCK_SH, LOCK_EX, LOCK_NB, loaded, EWOULDBLOCK, EINTR2;
var init_libc2 = __esm({
  "src/mapping/lease/libc.ts"() {
    "use strict";
    import_koffi2 = __toESM(require("koffi"));
    import_node_os4 = require("node:os");
    LOCK_SH = 1;
    LOCK_EX = 2;
    LOCK_NB = 4;
    ({ EWOULDBLOCK, EINTR: EINTR2 } = import_node_os4.constants.errno);
  }
});

// src/mapping/lease/directory.ts
function look(directory, name) {
  return call("lstat", directory, name, (path) => {
    const stat = (0, import_node_fs8.lstatSync)(path, { bigint: true, throwIfNoEntry: false });
    return stat === void 0 ? void 0 : {
      inode: stat.ino,
      links: Number(stat.nlink),
      isFile: stat.isFile(),
      modified: stat.mtimeNs,
      size: stat.size
    };
  });
}
function unlink(directory, name) {
  call("unlink", directory, name, (path) => {
    try {
      (0, import_node_fs8.unlinkSync)(path);
    } catch (error) {
      if (errnoOf(error) !== "ENOENT") throw error;
    }
  });
}
function readNote(directory, name) {
  try {
    return (0, import_node_fs8.readlinkSync)(entryPath(directory, name), { encoding: "buffer" }).toString("latin1");
  } catch (error) {
    if (["ENOENT", "EINVAL", "ENOTDIR"].includes(errnoOf(error) ?? "")) return void 0;
    throw failure("readlink", directory, name, error);
  }
}
function checkDirectory(directory) {
  const stat = call("stat", directory, "", () => (0, import_node_fs8.statSync)(directory, { bigint: true }));
  if (!stat.isDirectory()) throw failure("stat", directory, "", new Error("not a directory"));
  const trusted = stat.uid === 0n || stat.uid === BigInt(process.geteuid?.() ?? 0);
  if (trusted && (stat.mode & 0o002n) === 0n) return stat;
  throw new LaunchError("config-untrusted", "the lease directory cannot be trusted", {
    detail: `${directory}: owner ${stat.uid}, mode ${(stat.mode & 0o7777n).toString(8)}; it belongs to root or to the service account and is not writable by others`,
    place: { file: directory }
  });
}
function call(what, directory, name, action) {
  try {
    return action(entryPath(directory, name));
  } catch (error) {
    throw failure(what, directory, name, error);
  }
}
var import_node_fs8, entryPath, namesIn2, failure;
var init_directory = __esm({
  "src/mapping/lease/directory.ts"() {
    "use strict";
    import_node_fs8 = require("node:fs");
    init_errors();
    init_libc2();
    entryPath = (directory, name) => Buffer.concat([Buffer.from(`${directory}/`, "utf8"), Buffer.from(name, "latin1")]);
    namesIn2 = (directory) => call("read directory", directory, "", () => (0, import_node_fs8.readdirSync)(directory, { encoding: "latin1" }));
    failure = (what, directory, name, error) => error instanceof LaunchError ? error : new LaunchError("lease-directory", "the lease directory does not work", {
      detail: `${what}: ${messageOf(error)}`,
      place: { file: name === "" ? directory : `${directory}/${name}` },
      cause: error
    });
  }
});

// src/mapping/lease/lock.ts
async function withLock(file, mode, system3, action) {
  const fd = openLock(file);
  try {
    for (let waited = 0, pause = 1; !locked(fd, mode, file); pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      if (waited >= PATIENCE_MS) throw tooBusy(file);
      const step = 1 + (system3.random(1)[0] ?? 0) % pause;
      await system3.sleep(step);
      waited += step;
    }
    return action();
  } finally {
    (0, import_node_fs9.closeSync)(fd);
  }
}
function locked(fd, mode, file) {
  const errno = tryLock(fd, mode);
  if (errno === 0) return true;
  if (errno === EWOULDBLOCK || errno === EINTR2) return false;
  throw new LaunchError("lease-directory", "the lease directory does not work", {
    detail: `flock: errno ${errno}; on NFS a lock daemon is needed`,
    place: { file }
  });
}
function openLock(file) {
  try {
    return (0, import_node_fs9.openSync)(file, OPEN, 432);
  } catch (error) {
    if (errnoOf(error) !== "ENOENT") throw failure("open", file, "", error);
  }
  const directory = file.slice(0, file.lastIndexOf("/"));
  try {
    makeDirectory(directory);
    const fd = (0, import_node_fs9.openSync)(file, OPEN, 432);
    if (process.geteuid?.() === 0) {
      const { uid, gid } = (0, import_node_fs9.statSync)(directory);
      (0, import_node_fs9.fchownSync)(fd, uid, gid);
      (0, import_node_fs9.fchmodSync)(fd, 432);
    }
    return fd;
  } catch (error) {
    throw failure("open", file, "", error);
  }
}
function makeDirectory(directory) {
  const above = (0, import_node_fs9.statSync)(directory.slice(0, directory.lastIndexOf("/")));
  try {
    (0, import_node_fs9.mkdirSync)(directory, 448);
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return;
    throw error;
  }
  if (process.geteuid?.() !== 0) return;
  (0, import_node_fs9.chownSync)(directory, above.uid, above.gid);
  (0, import_node_fs9.chmodSync)(directory, above.mode & 504);
}
var import_node_fs9, INDEX, PATIENCE_MS, LONGEST_PAUSE_MS, OPEN, tooBusy;
var init_lock = __esm({
  "src/mapping/lease/lock.ts"() {
    "use strict";
    import_node_fs9 = require("node:fs");
    init_errors();
    init_directory();
    init_libc2();
    INDEX = ".mapexec";
    PATIENCE_MS = 5e3;
    LONGEST_PAUSE_MS = 16;
    OPEN = import_node_fs9.constants.O_RDWR | import_node_fs9.constants.O_CREAT | import_node_fs9.constants.O_NOFOLLOW;
    tooBusy = (file) => new LaunchError("lease-conflict", "too many decisions at once", {
      detail: `the lock was held for ${PATIENCE_MS} ms`,
      place: { file }
    });
  }
});

// src/mapping/lease/pool.ts
function openPool(pool, system3, readOnly) {
  checkDirectory(pool.directory);
  return { pool, directory: pool.directory, system: system3, readOnly, known: /* @__PURE__ */ new Map() };
}
function belongsTo(pool, name) {
  if (!isAccountName(name) || !name.startsWith(pool.prefix)) return false;
  return !pool.strictPrefix || /^[0-9]+$/.test(name.slice(pool.prefix.length));
}
var isAccountName;
var init_pool = __esm({
  "src/mapping/lease/pool.ts"() {
    "use strict";
    init_directory();
    init_lock();
    isAccountName = (name) => !/^[%.]|~/.test(name) && name !== "root";
  }
});

// src/mapping/lease/name.ts
function decodeLeaseName(name) {
  const [subject = "", ...rest] = name.split(":");
  if (!/^%(?:[a-z0-9]|%[0-9a-f]{2})*$/.test(`%${subject}`) || !subject.startsWith("%")) return void 0;
  const count = /^mapcount=([0-9]{4})$/.exec(rest.at(-1) ?? "");
  return {
    subject: subject.replace(/%([0-9a-f]{2})/g, (_all, digits) => String.fromCharCode(parseInt(digits, 16))),
    groups: count === null ? rest : rest.slice(0, -1),
    counter: count === null ? void 0 : Number(count[1])
  };
}
var init_name = __esm({
  "src/mapping/lease/name.ts"() {
    "use strict";
    init_errors();
    init_fnmatch();
  }
});

// src/admin/lease/gridmapdir.ts
function readGridmapdir(directory, pools) {
  const accounts = /* @__PURE__ */ new Map();
  const foreign = [];
  const found = [];
  for (const name of namesIn2(directory)) {
    if (name.startsWith(".")) continue;
    const facts = look(directory, name);
    if (facts === void 0) continue;
    if (name.startsWith("%")) found.push({ name, facts });
    else if (facts.isFile && pools.some((pool) => belongsTo(pool, name))) accounts.set(name, facts);
    else foreign.push(name);
  }
  const accountOf2 = new Map([...accounts].map(([name, { inode }]) => [inode, name]));
  const leases = found.map(({ name, facts }) => leaseOf(name, facts, accountOf2.get(facts.inode)));
  const byInode = /* @__PURE__ */ new Map();
  for (const lease of leases) byInode.set(lease.facts.inode, [...byInode.get(lease.facts.inode) ?? [], lease]);
  return { directory, accounts, leases, foreign, byInode, quarantined: readQuarantine(directory, accounts) };
}
function readQuarantine(directory, accounts) {
  const quarantined = /* @__PURE__ */ new Map();
  let names;
  try {
    names = namesIn2(`${directory}/${INDEX}`);
  } catch {
    return quarantined;
  }
  for (const name of names) {
    const account = `${INDEX}/${name}`.startsWith(QUARANTINE) ? `${INDEX}/${name}`.slice(QUARANTINE.length) : void 0;
    const facts = account === void 0 ? void 0 : look(directory, `${INDEX}/${name}`);
    if (account === void 0 || facts?.isFile !== true) continue;
    const same = accounts.get(account)?.inode === facts.inode;
    quarantined.set(account, leaseOf(`${INDEX}/${name}`, facts, same ? account : void 0));
  }
  return quarantined;
}
function stateOfAccount(state, name) {
  const facts = state.accounts.get(name);
  if (facts === void 0) return "broken";
  if (state.quarantined.get(name)?.account === name) return "quarantined";
  if (facts.links === 1) return "free";
  return facts.links === 2 && state.byInode.get(facts.inode)?.length === 1 ? "leased" : "broken";
}
function countPool(state, pool, idleBefore) {
  const counts = { accounts: 0, free: 0, leased: 0, idle: 0, quarantined: 0, broken: 0 };
  for (const [name, { modified }] of state.accounts) {
    if (!belongsTo(pool, name)) continue;
    const is = stateOfAccount(state, name);
    counts.accounts += 1;
    counts[is] += 1;
    if (is === "leased" && Number(modified) / 1e9 < idleBefore) counts.idle += 1;
  }
  return counts;
}
function readPools(pools) {
  const states = /* @__PURE__ */ new Map();
  return pools.map((pool) => {
    const state = states.get(pool.directory) ?? readGridmapdir(
      pool.directory,
      pools.filter(({ directory }) => directory === pool.directory)
    );
    states.set(pool.directory, state);
    return { pool, state };
  });
}
var QUARANTINE, leaseOf, fillOf;
var init_gridmapdir = __esm({
  "src/admin/lease/gridmapdir.ts"() {
    "use strict";
    init_directory();
    init_lock();
    init_name();
    init_pool();
    QUARANTINE = `${INDEX}/quarantine-`;
    leaseOf = (name, facts, account) => ({
      name,
      facts,
      account,
      decoded: decodeLeaseName(name)
    });
    fillOf = ({ accounts, free }) => accounts === 0 ? 100 : 100 * (accounts - free) / accounts;
  }
});

// src/admin/lease/view.ts
function listLeases(pools, running, idleBefore) {
  const states = readPools(pools);
  return {
    pools: states.map(({ pool, state }) => {
      const counts = countPool(state, pool, idleBefore);
      const { name, prefix, directory, sharing } = pool;
      return { name, prefix, directory, sharing, ...counts, fill: fillOf(counts) };
    }),
    leases: states.flatMap(({ pool, state }) => leasesOf(pool, state, running, isFirst(states, pool)))
  };
}
function leasesOf(pool, state, running, first) {
  const mine = ({ account }) => account === void 0 ? first : belongsTo(pool, account);
  return [...state.leases, ...state.quarantined.values()].filter(mine).map((lease) => leaseView(pool, state, lease, running));
}
function leaseView(pool, state, { name, account, decoded, facts }, running) {
  const is = account === void 0 ? void 0 : stateOfAccount(state, account);
  return {
    pool: pool.name,
    account: account ?? null,
    state: is === void 0 || is === "free" ? "stale" : is === "broken" ? "conflict" : is,
    identity: asText(decoded?.subject ?? (is === "quarantined" ? "" : name)),
    groups: (decoded?.groups ?? []).map(asText),
    counter: decoded?.counter ?? null,
    lastUse: Number(facts.modified) / 1e9,
    running: running.get(account ?? "") ?? 0,
    lease: name,
    directory: state.directory
  };
}
var asText, isFirst;
var init_view2 = __esm({
  "src/admin/lease/view.ts"() {
    "use strict";
    init_pool();
    init_gridmapdir();
    asText = (bytes2) => Buffer.from(bytes2, "latin1").toString("utf8");
    isFirst = (states, pool) => states.find((other) => other.pool.directory === pool.directory)?.pool === pool;
  }
});

// src/admin/lease/holders.ts
var holders_exports = {};
__export(holders_exports, {
  holdersOfAccount: () => holdersOfAccount
});
function holdersOfAccount(account) {
  try {
    return listLeases(loadSettings(createSystem()).pools, /* @__PURE__ */ new Map(), 0).leases.filter((lease) => lease.account === account).map(({ identity, pool, lastUse }) => ({ identity, account, pool, lastUse }));
  } catch (error) {
    if (error instanceof LaunchError) return [];
    throw error;
  }
}
var init_holders = __esm({
  "src/admin/lease/holders.ts"() {
    "use strict";
    init_config();
    init_errors();
    init_system();
    init_view2();
  }
});

// src/cli/actions/who.ts
var who_exports = {};
__export(who_exports, {
  whoCommand: () => whoCommand
});
async function whoCommand({ arguments: words, options, output }) {
  const [word = ""] = words;
  const at = scene();
  const as = options["as"];
  const target = parseTarget(word, typeof as === "string" ? as : void 0, at.processes);
  const time = typeof options["at"] === "string" ? parseTime(options["at"], at.now) : void 0;
  if (time !== void 0 && time > at.now) throw new LaunchError("usage", "--at is in the future");
  const records = readAll2(at.directory, at.processes, time === void 0 ? { limit: 0 } : { from: time });
  const answers = whoIs({ target, at: time, entries: records.entries, processes: at.processes });
  const holders = answers.length > 0 ? [] : await holdersOf(target, time);
  if (output.json) {
    const names = (answer) => ({ how: answer.how, record: viewOf(answer.entry, at.nameOf) });
    output.value({ format: FORMAT, time: at.now, at: time ?? null, target, answers: answers.map(names), leases: holders });
  } else show(output, { answers, holders, records, time: time ?? at.now, target }, at);
  return answers.length > 0 || holders.length > 0 ? 0 : 1;
}
function show(output, found, { nameOf, processes }) {
  const views = viewsOf({ ...found.records, entries: found.answers.map(({ entry }) => entry) }, nameOf, processes);
  for (const [index, view] of views.entries()) {
    const answer = found.answers[index];
    const fqan = view.identity?.fqans?.[0];
    output.line(output.paint("bold", printable(view.identity?.subject ?? "?")));
    if (fqan !== void 0) output.line(`  FQAN     ${printable(fqan)}`);
    output.line(`  account  ${printable(view.account?.name ?? "?")} (uid ${view.account?.uid ?? "?"})`);
    output.line(`  launch   ${view.ref}, ${view.state}, since ${localTime(view.started ?? 0)}`);
    output.line(`  command  ${commandText(view.command ?? [])}`);
    output.line(`  because  ${answer === void 0 ? "" : BECAUSE[answer.how]}`);
  }
  for (const { identity, account, pool, lastUse } of found.holders) {
    output.line(output.paint("bold", printable(identity)));
    output.line(`  account  ${printable(account)} of pool ${pool}`);
    output.line(`  because  it is leased to this identity (last use ${localTime(lastUse)}); nothing of it runs`);
  }
  if (views.length === 0 && found.holders.length === 0) {
    output.line(`nobody that mapexec knows of, at ${localTime(found.time)}`);
    if (found.records.unreadable > 0) output.line(`${found.records.unreadable} records are not for you to read`);
  }
}
async function holdersOf(target, time) {
  if (target.kind === "pid" || time !== void 0) return [];
  const account = target.kind === "account" ? target.name : nameService.byUid(target.uid)?.name;
  if (account === void 0) return [];
  const { holdersOfAccount: holdersOfAccount2 } = await Promise.resolve().then(() => (init_holders(), holders_exports));
  return holdersOfAccount2(account);
}
var BECAUSE;
var init_who2 = __esm({
  "src/cli/actions/who.ts"() {
    "use strict";
    init_errors();
    init_store();
    init_time();
    init_text();
    init_view();
    init_who();
    init_accounts2();
    init_record();
    BECAUSE = {
      "process-tree": "the process is the launch's own or below it",
      account: "the launch used this account at that time",
      lease: "the account is leased to this identity"
    };
  }
});

// src/admin/lease/expire.ts
function expiries({ pools, leases }, rule, now) {
  return pools.filter(({ name }) => rule.pool === void 0 || rule.pool === name).map((pool) => {
    const candidates = leases.filter(({ pool: name, state, running }) => name === pool.name && state === "leased" && running === 0).filter(({ lastUse }) => lastUse < now - rule.idle).sort((a, b) => a.lastUse - b.lastUse);
    return { pool, candidates, wanted: Math.min(candidates.length, surplusOf(pool, rule.whenFullerThan)) };
  });
}
function surplusOf({ accounts, free }, percent) {
  if (percent === void 0) return accounts;
  return Math.max(0, accounts - free - Math.floor(accounts * percent / 100));
}
var init_expire = __esm({
  "src/admin/lease/expire.ts"() {
    "use strict";
  }
});

// src/admin/install/node.ts
function judgeNode(path, trusted) {
  let real;
  try {
    real = fs.realpathSync(path);
    fs.accessSync(real, fs.constants.X_OK);
  } catch (error) {
    throw new LaunchError("config-invalid", `there is no Node at ${path}`, {
      detail: `${messageOf(error)}; set service.node in mapexec.toml`
    });
  }
  for (const at of [real, ...directoriesAbove(real)]) {
    const { uid, mode } = fs.statSync(at);
    if (uid === trusted && (mode & 18) === 0) continue;
    const why = uid === trusted ? "can be written by others than root" : `belongs to uid ${uid}, not to root`;
    throw new LaunchError("config-untrusted", `the Node at ${path} cannot be trusted`, {
      detail: `${at} ${why}; install Node for the whole system and set service.node in mapexec.toml`
    });
  }
}
function directoriesAbove(path) {
  const parent = (0, import_node_path2.dirname)(path);
  return parent === path ? [] : [parent, ...directoriesAbove(parent)];
}
var fs, import_node_path2;
var init_node = __esm({
  "src/admin/install/node.ts"() {
    "use strict";
    fs = __toESM(require("node:fs"));
    import_node_path2 = require("node:path");
    init_errors();
  }
});

// src/admin/lease/context.ts
function releaseContext(settings, system3, pool) {
  if (process.geteuid?.() !== 0) throw new LaunchError("not-root", "only root can take accounts back");
  const service = system3.accounts.byName(settings.service.account);
  if (service === void 0)
    throw new LaunchError("account-unknown", `there is no service account ${settings.service.account}`);
  if (pool.clean !== void 0) judgeNode(pool.clean, 0);
  return {
    system: system3,
    processes: liveProcesses(system3.clock.now()),
    recordDirectory: settings.record.directory,
    decisionTimeoutMs: settings.service.decisionTimeoutMs,
    guardianUidOffset: settings.service.guardianUidOffset,
    asService: (action) => asService(service, action),
    clean: pool.clean === void 0 ? void 0 : cleanerOf(pool.clean)
  };
}
async function asService({ uid, gid }, action) {
  const groups = process.getgroups?.() ?? [];
  process.setgroups?.([gid]);
  process.setegid?.(gid);
  process.seteuid?.(uid);
  try {
    return await action();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
    process.setgroups?.(groups);
  }
}
var import_node_child_process, CLEANING_TIMEOUT_MS, cleanerOf;
var init_context = __esm({
  "src/admin/lease/context.ts"() {
    "use strict";
    import_node_child_process = require("node:child_process");
    init_errors();
    init_processes();
    init_node();
    CLEANING_TIMEOUT_MS = 10 * 6e4;
    cleanerOf = (program2) => (account, { pool, identity }) => {
      const { error, status, signal, stderr } = (0, import_node_child_process.spawnSync)(program2, [account.name, String(account.uid), account.home], {
        cwd: "/",
        env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C", MAPEXEC_POOL: pool, MAPEXEC_IDENTITY: identity },
        stdio: ["ignore", "ignore", "pipe"],
        encoding: "utf8",
        timeout: CLEANING_TIMEOUT_MS
      });
      if (error === void 0 && status === 0) return;
      const said = stderr.trim().split("\n").at(-1) ?? "";
      throw new LaunchError("internal", "the cleaning program failed", {
        detail: `${program2}: ${error?.message ?? `status ${status ?? signal ?? "unknown"}`}${said === "" ? "" : `: ${said}`}`
      });
    };
  }
});

// src/mapping/lease/slot.ts
function slotHolder(recordDirectory2, account) {
  const found = /^(\d{1,10}):(\d{1,20})$/.exec(readNote(slotsOf(recordDirectory2), account) ?? "");
  if (found === null) return void 0;
  const holder = { pid: Number(found[1]), startTime: BigInt(found[2] ?? "") };
  return isRunning(holder) ? holder : void 0;
}
function isRunning({ pid, startTime }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errnoOf(error) !== "EPERM") return false;
  }
  try {
    const stat = (0, import_node_fs10.readFileSync)(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] !== "Z" && fields[0] !== "X" && BigInt(fields[19] ?? "0") === startTime;
  } catch {
    return true;
  }
}
var import_node_fs10, slotsOf;
var init_slot = __esm({
  "src/mapping/lease/slot.ts"() {
    "use strict";
    import_node_fs10 = require("node:fs");
    init_errors();
    init_directory();
    init_lock();
    slotsOf = (recordDirectory2) => `${recordDirectory2}/slots`;
  }
});

// src/admin/lease/account-lock.ts
function flockStruct(type, start, length) {
  const bytes2 = Buffer.alloc(32);
  bytes2.writeInt16LE(type, 0);
  bytes2.writeInt16LE(SEEK_SET, 2);
  bytes2.writeBigInt64LE(BigInt(start), 8);
  bytes2.writeBigInt64LE(BigInt(length), 16);
  return bytes2;
}
function lockAccount(recordDirectory2, uid) {
  const { O_RDWR, O_CREAT: O_CREAT3, O_NOFOLLOW: O_NOFOLLOW3, O_NONBLOCK: O_NONBLOCK2 } = import_node_fs11.constants;
  const path = `${recordDirectory2}/locks/${uid}`;
  const fd = (0, import_node_fs11.openSync)(path, O_RDWR | O_CREAT3 | O_NOFOLLOW3 | O_NONBLOCK2, 384);
  try {
    const facts = (0, import_node_fs11.fstatSync)(fd);
    if (!facts.isFile() || facts.uid !== process.geteuid?.()) throw new Error(`${path} is not ours`);
    fcntl ??= import_koffi3.default.load(null).func("int fcntl(int, int, void *)");
    if (fcntl(fd, F_OFD_SETLK, flockStruct(F_WRLCK, HELD_BYTE, 1)) === 0) return () => (0, import_node_fs11.closeSync)(fd);
    const errno = import_koffi3.default.errno();
    if (errno !== import_node_os5.constants.errno.EAGAIN && errno !== import_node_os5.constants.errno.EACCES)
      throw new LaunchError("internal", "the account cannot be locked", { detail: `${path}: errno ${errno}` });
  } catch (error) {
    (0, import_node_fs11.closeSync)(fd);
    throw error;
  }
  (0, import_node_fs11.closeSync)(fd);
  return void 0;
}
var import_node_fs11, import_node_os5, import_koffi3, F_OFD_SETLK, F_WRLCK, SEEK_SET, HELD_BYTE, fcntl;
var init_account_lock = __esm({
  "src/admin/lease/account-lock.ts"() {
    "use strict";
    import_node_fs11 = require("node:fs");
    import_node_os5 = require("node:os");
    import_koffi3 = __toESM(require("koffi"));
    init_errors();
    F_OFD_SETLK = 37;
    F_WRLCK = 1;
    SEEK_SET = 0;
    HELD_BYTE = 0;
  }
});

// src/admin/lease/release.ts
async function release(lease, context) {
  const account = lease.account === null ? void 0 : context.system.accounts.byName(lease.account);
  const refused = (why) => outcome(lease, "refused", why);
  if (lease.account === null || lease.state === "stale") return removeStale(lease, context);
  if (lease.state === "conflict") return refused('more than one lease points to the account; "lease verify" has details');
  if (account === void 0) return refused(`the account ${lease.account} does not exist; "lease verify --fix" removes it`);
  const user = userOf(account, context);
  if (user !== void 0) return refused(user);
  const unlock = await context.asService(() => Promise.resolve(lockAccount(context.recordDirectory, account.uid)));
  if (unlock === void 0) return refused("a launch runs as the account");
  try {
    const objection = lease.state === "quarantined" ? void 0 : await context.asService(() => quarantine(lease, account, context));
    if (objection !== void 0) return refused(objection);
    return await cleanAndFree(lease, account, context);
  } finally {
    unlock();
  }
}
function userOf(account, context) {
  const { processes, recordDirectory: recordDirectory2, guardianUidOffset } = context;
  const uids = /* @__PURE__ */ new Set([account.uid, account.uid + guardianUidOffset]);
  const owned = processes.all().filter(({ pid }) => processes.uidsOf(pid).some((uid) => uids.has(uid)));
  if (owned.length > 0) {
    const shown = owned.slice(0, 5).map(({ pid }) => pid);
    return `${owned.length} process${owned.length === 1 ? "" : "es"} of ${account.name}: pid ${shown.join(", ")}${owned.length > 5 ? " \u2026" : ""}`;
  }
  const running = readCurrent(recordDirectory2, processes).entries.find(
    ({ state, start }) => state === "running" && start?.account.uid === account.uid
  );
  if (running !== void 0) return `launch ${running.ref} runs as ${account.name}`;
  const holder = slotHolder(recordDirectory2, account.name);
  return holder === void 0 ? void 0 : `a launch (helper ${holder.pid}) has reserved ${account.name}`;
}
function quarantine(lease, account, context) {
  const { directory } = lease;
  const hidden = `${QUARANTINE}${account.name}`;
  return withLock(`${directory}/${INDEX}/lock`, "exclusive", context.system, () => {
    const [now, file] = [look(directory, lease.lease), look(directory, account.name)];
    if (now === void 0) return "the lease is gone already";
    if (now.inode !== file?.inode || now.links !== 2) return "the lease has changed meanwhile";
    const unused = context.system.clock.now() - Number(now.modified) / 1e9;
    const guard = context.decisionTimeoutMs / 1e3 + CLOCK_SLACK;
    if (unused < guard) return `it was used ${Math.max(0, Math.round(unused))} s ago; a launch may be about to start`;
    if (look(directory, hidden) !== void 0) return `${directory}/${hidden} is in the way; "lease verify" has details`;
    (0, import_node_fs12.renameSync)(entryPath(directory, lease.lease), entryPath(directory, hidden));
    if (look(directory, hidden)?.modified !== now.modified || userOf(account, context) !== void 0) {
      putBack(directory, hidden, lease.lease);
      return "it is being used by somebody else right now";
    }
    return void 0;
  });
}
function putBack(directory, hidden, name) {
  try {
    (0, import_node_fs12.linkSync)(entryPath(directory, hidden), entryPath(directory, name));
    unlink(directory, hidden);
  } catch (error) {
    if (errnoOf(error) !== "EPERM" || look(directory, name) !== void 0) throw error;
    (0, import_node_fs12.renameSync)(entryPath(directory, hidden), entryPath(directory, name));
  }
}
async function cleanAndFree(lease, account, context) {
  try {
    context.clean?.(account, lease);
    const user = userOf(account, context);
    if (user !== void 0) return outcome(lease, "quarantined", `after cleaning there is ${user}`);
  } catch (error) {
    const why = error instanceof LaunchError ? error.detail ?? error.message : messageOf(error);
    return outcome(lease, "quarantined", `cleaning failed: ${why}`);
  }
  await context.asService(
    () => withLock(
      `${lease.directory}/${INDEX}/lock`,
      "exclusive",
      context.system,
      () => unlink(lease.directory, `${QUARANTINE}${account.name}`)
    )
  );
  return outcome(lease, "released", null);
}
function removeStale(lease, context) {
  return context.asService(
    () => withLock(`${lease.directory}/${INDEX}/lock`, "exclusive", context.system, () => {
      const now = look(lease.directory, lease.lease);
      if (now === void 0) return outcome(lease, "refused", "the lease is gone already");
      if (now.links > 1) return outcome(lease, "refused", "its other link is outside the directory; remove that first");
      unlink(lease.directory, lease.lease);
      return outcome(lease, "released", null);
    })
  );
}
var import_node_fs12, CLOCK_SLACK, outcome;
var init_release = __esm({
  "src/admin/lease/release.ts"() {
    "use strict";
    import_node_fs12 = require("node:fs");
    init_errors();
    init_directory();
    init_lock();
    init_slot();
    init_store();
    init_account_lock();
    init_gridmapdir();
    CLOCK_SLACK = 30;
    outcome = (lease, what, why) => ({
      lease: lease.lease,
      account: lease.account,
      identity: lease.identity,
      outcome: what,
      why
    });
  }
});

// src/admin/lease/tables.ts
function fillBar({ fill }) {
  const cells = Math.max(0, Math.min(BAR, fill >= 100 ? BAR : Math.floor(fill / 100 * BAR)));
  return `[${"#".repeat(cells)}${".".repeat(BAR - cells)}] ${Math.round(fill).toString().padStart(3)}%`;
}
function poolTable2(output, pools) {
  if (pools.length === 0) {
    output.line("no pools are configured");
    return;
  }
  output.table(
    ["POOL", "ACCOUNTS", "FREE", "LEASED", "IDLE", "HELD", "BROKEN", "FILL", "DIRECTORY"],
    pools.map((pool) => [
      pool.name,
      String(pool.accounts),
      String(pool.free),
      String(pool.leased),
      String(pool.idle),
      String(pool.quarantined),
      pool.broken === 0 ? "0" : output.paint("red", String(pool.broken)),
      output.paint(pool.fill >= 95 ? "red" : pool.fill >= 80 ? "yellow" : "green", fillBar(pool)),
      pool.directory
    ])
  );
}
function leaseTable(output, leases, now) {
  if (leases.length === 0) return;
  output.table(
    ["ACCOUNT", "STATE", "LAST USE", "UNUSED", "RUNNING", "IDENTITY", "GROUPS"],
    leases.map((lease) => [
      lease.account ?? "-",
      lease.state === "leased" ? lease.state : output.paint("yellow", lease.state),
      localTime(lease.lastUse),
      age(now - lease.lastUse),
      lease.running === 0 ? "-" : output.paint("green", String(lease.running)),
      shortenedLeft(printable(lease.identity), 70),
      [...lease.groups.map(printable), ...lease.counter === null ? [] : [`#${lease.counter}`]].join(" ")
    ])
  );
}
function leaseLines(output, lease, now) {
  const lines = [
    ["account", lease.account ?? "none: its file is gone"],
    ["state", lease.state],
    ["identity", printable(lease.identity)],
    ["groups", lease.groups.map(printable).join(" ")],
    ["counter", lease.counter === null ? "" : String(lease.counter)],
    ["pool", `${lease.pool} (${lease.directory})`],
    ["last use", `${localTime(lease.lastUse)} (${age(now - lease.lastUse)} ago)`],
    ["running", `${lease.running} launches`],
    ["file", printable(lease.lease)]
  ];
  for (const [name, value] of lines) if (value !== "") output.line(`${output.paint("bold", name.padEnd(10))} ${value}`);
}
var BAR;
var init_tables2 = __esm({
  "src/admin/lease/tables.ts"() {
    "use strict";
    init_text();
    BAR = 20;
  }
});

// src/mapping/lease/find.ts
var init_find2 = __esm({
  "src/mapping/lease/find.ts"() {
    "use strict";
    init_errors();
    init_directory();
    init_pool();
  }
});

// src/mapping/lease/make.ts
function finishInterrupted(view, patient) {
  const name = readNote(view.directory, MAKING);
  if (name === void 0) return true;
  const links = look(view.directory, name)?.links ?? 0;
  if (links > 2) {
    if (!patient) return false;
    unlink(view.directory, name);
  }
  unlink(view.directory, MAKING);
  return true;
}
var MAKING;
var init_make = __esm({
  "src/mapping/lease/make.ts"() {
    "use strict";
    init_directory();
    init_find2();
    init_lock();
    init_pool();
    MAKING = `${INDEX}/making`;
  }
});

// src/admin/lease/verify.ts
async function verifyPools(pools, how) {
  const findings = [];
  for (const directory of new Set(pools.map((pool) => pool.directory))) {
    const own = pools.filter((pool) => pool.directory === directory);
    findings.push(...await verifyDirectory(directory, own, how));
  }
  return findings;
}
async function verifyDirectory(directory, pools, { system: system3, targetUids, fix }) {
  const [first] = pools;
  if (first === void 0) return [];
  const view = openPool(first, system3, !fix);
  const interrupted = readNote(directory, `${INDEX}/making`);
  const findings = [
    ...interrupted === void 0 ? [] : [finding("interrupted", directory, interrupted, INTERRUPTED)],
    ...judge2(readGridmapdir(directory, pools), pools, system3.accounts, targetUids)
  ];
  if (!fix || findings.length === 0) return findings;
  return withLock(
    `${directory}/${INDEX}/lock`,
    "exclusive",
    system3,
    () => findings.map((one) => ({ ...one, fixed: one.kind === "interrupted" ? finishInterrupted(view, true) : mend(one) }))
  );
}
function judge2(state, pools, accounts, targetUids) {
  const say = (kind, name, message, remedy) => finding(kind, state.directory, name, [message, remedy]);
  return [
    ...state.leases.flatMap((lease) => judgeLease(state, lease, say)),
    ...[...state.accounts.keys()].filter((name) => pools.some((pool) => belongsTo(pool, name))).flatMap((name) => judgeAccount(state, name, accounts, targetUids, say)),
    ...[...state.quarantined].map(
      ([account, lease]) => lease.account === void 0 ? say("orphan-quarantine", lease.name, `${account} is quarantined and its file is gone`, "lease verify --fix") : say("quarantined", lease.name, `${account} was taken back and not cleaned`, `mapexec lease release ${account}`)
    ),
    ...state.foreign.map(
      (name) => say("foreign-name", name, "is neither a lease nor an account of a pool", "remove it, or configure its pool")
    )
  ];
}
function judgeLease(state, { name, facts, account, decoded }, say) {
  if (!facts.isFile) return [say("lease-type", name, "is no regular file", "remove it by hand")];
  const form = decoded === void 0 ? [say("lease-name", name, "stands for no subject", "remove it if nobody knows it")] : [];
  if (account === void 0)
    return [
      ...form,
      facts.links === 1 ? say("orphan-lease", name, "its account file is gone", "mapexec lease verify --fix") : say("lease-elsewhere", name, "its other link is outside the directory", "find it with find -inum, remove it")
    ];
  const leases = state.byInode.get(facts.inode) ?? [];
  if (leases.length < 2) return form;
  const others = leases.filter((other) => other.name !== name).map((other) => other.name);
  return [
    ...form,
    say("shared-account", name, `${account} is leased to ${others.join(" ")}, too`, "remove all but one of them by hand")
  ];
}
function judgeAccount(state, name, accounts, targetUids, say) {
  const facts = state.accounts.get(name);
  if (facts === void 0) return [];
  const leases = state.byInode.get(facts.inode)?.length ?? 0;
  const known = leases + (state.quarantined.get(name)?.account === name ? 1 : 0);
  const links = facts.links > known + 1 ? [say("leaked-account", name, `has ${facts.links} links, ${known} of them known`, "find -inum shows the others")] : [];
  const account = accounts.byName(name);
  if (account === void 0)
    return [...links, say("unknown-account", name, "has no passwd entry", "create the account, or lease verify --fix")];
  const inRange = targetUids.some(({ first, last }) => account.uid >= first && account.uid <= last);
  return inRange ? links : [
    ...links,
    say("account-out-of-range", name, `uid ${account.uid} is not in [service] target_uids`, "the helper refuses it")
  ];
}
function mend({ kind, directory, name }) {
  if (kind !== "orphan-lease" && kind !== "unknown-account" && kind !== "orphan-quarantine") return false;
  const facts = look(directory, name);
  if (facts?.isFile !== true || facts.links !== 1) return false;
  if (kind === "orphan-quarantine" && !name.startsWith(QUARANTINE)) return false;
  unlink(directory, name);
  return true;
}
var INTERRUPTED, finding;
var init_verify = __esm({
  "src/admin/lease/verify.ts"() {
    "use strict";
    init_directory();
    init_lock();
    init_make();
    init_pool();
    init_gridmapdir();
    INTERRUPTED = ["a decision was killed while it made this lease", "lease verify --fix"];
    finding = (kind, directory, name, [message, remedy]) => ({ kind, directory, name, message, remedy, fixed: false });
  }
});

// src/core/stages.ts
var init_stages = __esm({
  "src/core/stages.ts"() {
    "use strict";
  }
});

// src/record/chain.ts
async function loadLibc() {
  if (libc3 !== void 0) return libc3;
  const { default: koffi4 } = await import("koffi");
  const library = koffi4.load(null);
  const digest = library.func("void *SHA256(const uint8_t *, size_t, uint8_t *)");
  libc3 = {
    flock: library.func("int flock(int, int)"),
    errno: () => koffi4.errno(),
    // The libcrypto inside Node, which is there already: loading node:crypto takes longer than all the rest here.
    sha256: (bytes2) => {
      const into = Buffer.alloc(32);
      digest(bytes2, bytes2.length, into);
      return into.toString("hex");
    }
  };
  return libc3;
}
async function appendChained(path, fields) {
  const { O_RDWR, O_APPEND, O_CREAT: O_CREAT3, O_NOFOLLOW: O_NOFOLLOW3, O_NONBLOCK: O_NONBLOCK2 } = import_node_fs13.constants;
  let fd;
  try {
    fd = (0, import_node_fs13.openSync)(path, O_RDWR | O_APPEND | O_CREAT3 | O_NOFOLLOW3 | O_NONBLOCK2, 416);
    const facts = (0, import_node_fs13.fstatSync)(fd);
    if (!facts.isFile()) return writeWhole(fd, jsonLine(fields), path);
    const c = await loadLibc();
    if (!await locked2(c, fd)) return `${path}: locked by another program`;
    return append(c, fd, fields, path);
  } catch (error) {
    return messageOf(error);
  } finally {
    if (fd !== void 0) (0, import_node_fs13.closeSync)(fd);
  }
}
async function locked2(c, fd) {
  const deadline = performance.now() + PATIENCE_MS2;
  while (c.flock(fd, LOCK_EX2 | LOCK_NB2) !== 0) {
    const errno = c.errno();
    if (errno !== import_node_os6.constants.errno.EWOULDBLOCK && errno !== import_node_os6.constants.errno.EINTR) throw new Error(`flock: errno ${errno}`);
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return true;
}
function append(c, fd, fields, path) {
  const { size: size2 } = (0, import_node_fs13.fstatSync)(fd);
  const last = lastLine(fd, size2);
  const prev = last === void 0 ? CHAIN_START : hashIn(last.text) ?? c.sha256(Buffer.from(last.text, "latin1"));
  const open = jsonLine({ ...fields, prev }).slice(0, -2);
  const line = `${open},"hash":"${c.sha256(Buffer.from(`${open}}`))}"}
`;
  const failure2 = writeWhole(fd, last?.ended === false ? `
${line}` : line, path);
  if (failure2 !== void 0) (0, import_node_fs13.ftruncateSync)(fd, size2);
  return failure2;
}
function writeWhole(fd, text2, path) {
  const bytes2 = Buffer.from(text2);
  try {
    return (0, import_node_fs13.writeSync)(fd, bytes2) === bytes2.length ? void 0 : `${path}: short write`;
  } catch (error) {
    return messageOf(error);
  }
}
function lastLine(fd, size2) {
  if (size2 === 0) return void 0;
  for (let length = 4096; ; length *= 4) {
    const start = Math.max(0, size2 - length);
    const bytes2 = Buffer.alloc(size2 - start);
    (0, import_node_fs13.readSync)(fd, bytes2, 0, bytes2.length, start);
    const ended = bytes2.at(-1) === 10;
    const end = ended ? bytes2.length - 1 : bytes2.length;
    const begin = end === 0 ? -1 : bytes2.lastIndexOf(10, end - 1);
    if (begin >= 0 || start === 0) return { text: bytes2.toString("latin1", begin + 1, end), ended };
  }
}
var import_node_fs13, import_node_os6, CHAIN_START, HASH_FIELD, LOCK_EX2, LOCK_NB2, PATIENCE_MS2, libc3, hashIn, hashedPart;
var init_chain = __esm({
  "src/record/chain.ts"() {
    "use strict";
    import_node_fs13 = require("node:fs");
    import_node_os6 = require("node:os");
    init_errors();
    init_json_line();
    CHAIN_START = "0".repeat(64);
    HASH_FIELD = /,"hash":"([0-9a-f]{64})"\}$/;
    LOCK_EX2 = 2;
    LOCK_NB2 = 4;
    PATIENCE_MS2 = 1e3;
    hashIn = (line) => HASH_FIELD.exec(line)?.[1];
    hashedPart = (line) => HASH_FIELD.test(line) ? line.replace(HASH_FIELD, "}") : void 0;
  }
});

// src/record/facts.ts
var init_facts = __esm({
  "src/record/facts.ts"() {
    "use strict";
    init_errors();
    init_json_line();
  }
});

// src/record/syslog.ts
async function loadLibc2() {
  if (libc4 !== void 0) return libc4;
  const { default: koffi4 } = await import("koffi");
  const library = koffi4.load(null);
  libc4 = {
    socket: library.func("int socket(int, int, int)"),
    connect: library.func("int connect(int, const uint8_t *, uint32_t)"),
    send: library.func("intptr_t send(int, const uint8_t *, size_t, int)"),
    close: library.func("int close(int)"),
    errno: () => koffi4.errno()
  };
  return libc4;
}
function syslogLine(severity, text2, now) {
  const date = new Date(now * 1e3);
  const two = (n) => String(n).padStart(2, "0");
  const stamp = `${MONTHS[date.getMonth()] ?? ""} ${String(date.getDate()).padStart(2)} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const clean = escapeUnsafe(text2.replace(/[\x00-\x1f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`));
  return `<${AUTHPRIV | SEVERITY[severity]}>${stamp} mapexec[${process.pid}]: ${clean}`;
}
async function sendSyslog(socketPath, line, budgetMs = 100) {
  const path = Buffer.from(socketPath);
  if (path.length > SUN_PATH_MAX) return "the socket path is too long";
  const c = await loadLibc2();
  const address = Buffer.alloc(2 + SUN_PATH_MAX + 1);
  address.writeUInt16LE(AF_UNIX, 0);
  path.copy(address, 2);
  const fd = c.socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
  if (fd < 0) return `socket: errno ${c.errno()}`;
  try {
    if (c.connect(fd, address, 2 + path.length + 1) !== 0) return `connect: errno ${c.errno()}`;
    return await sendWithin(c, fd, Buffer.from(line).subarray(0, MAX_MESSAGE), budgetMs);
  } finally {
    c.close(fd);
  }
}
async function sendWithin(c, fd, bytes2, budgetMs) {
  const deadline = performance.now() + budgetMs;
  for (let message = bytes2; ; ) {
    if (c.send(fd, message, message.length, MSG_DONTWAIT_NOSIGNAL) >= 0) return void 0;
    const errno = c.errno();
    if (errno === EMSGSIZE && message.length > 512) message = message.subarray(0, message.length >> 1);
    else if (errno !== EAGAIN || performance.now() > deadline) return `send: errno ${errno}`;
    else await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
var AF_UNIX, SOCK_DGRAM_CLOEXEC, MSG_DONTWAIT_NOSIGNAL, EAGAIN, EMSGSIZE, AUTHPRIV, SUN_PATH_MAX, MAX_MESSAGE, SEVERITY, libc4, MONTHS;
var init_syslog = __esm({
  "src/record/syslog.ts"() {
    "use strict";
    init_json_line();
    AF_UNIX = 1;
    SOCK_DGRAM_CLOEXEC = 2 | 524288;
    MSG_DONTWAIT_NOSIGNAL = 64 | 16384;
    EAGAIN = 11;
    EMSGSIZE = 90;
    AUTHPRIV = 10 << 3;
    SUN_PATH_MAX = 107;
    MAX_MESSAGE = 4096;
    SEVERITY = { error: 3, warning: 4, notice: 5 };
    MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  }
});

// src/record/audit.ts
async function writeAudit(line, log, now) {
  const trouble = log.syslog ? await sendSyslog(log.syslogSocket, syslogLine(line.severity, `${line.event} ${line.summary}`, now)) : void 0;
  if (log.file !== void 0) {
    const time = new Date(now * 1e3).toISOString();
    const failure2 = await appendChained(log.file, {
      ...{ time, event: line.event, ...line.fields },
      ...trouble === void 0 ? {} : { syslog: trouble }
    });
    if (failure2 !== void 0) refuse(log, failure2);
  } else if (trouble !== void 0) refuse(log, `${log.syslogSocket}: ${trouble}`);
}
function refuse(log, detail) {
  if (log.onFailure === "continue") return;
  throw new LaunchError("log-failed", "the audit log cannot be written; tell the administrator", { detail });
}
var init_audit = __esm({
  "src/record/audit.ts"() {
    "use strict";
    init_errors();
    init_reasons();
    init_chain();
    init_facts();
    init_syslog();
  }
});

// src/record/history.ts
var init_history = __esm({
  "src/record/history.ts"() {
    "use strict";
    init_errors();
  }
});

// src/record/index.ts
var init_record2 = __esm({
  "src/record/index.ts"() {
    "use strict";
    init_errors();
    init_stages();
    init_audit();
    init_facts();
    init_history();
    init_json_line();
    init_audit();
    init_json_line();
  }
});

// src/cli/actions/lease.ts
var lease_exports = {};
__export(lease_exports, {
  leaseExpire: () => leaseExpire,
  leaseList: () => leaseList,
  leaseRelease: () => leaseRelease,
  leaseShow: () => leaseShow,
  leaseVerify: () => leaseVerify
});
function look2({ options }) {
  const settings = loadSettings(system2);
  const now = system2.clock.now();
  const wanted = options["pool"];
  const pools = settings.pools.filter(({ name }) => wanted === void 0 || name === wanted);
  if (pools.length === 0 && typeof wanted === "string") throw new LaunchError("usage", `there is no pool "${wanted}"`);
  const idle = typeof options["idle"] === "string" ? parseAge(options["idle"]) : DEFAULT_IDLE;
  return { settings, now, ...listLeases(pools, runningLaunches(settings, now), now - idle) };
}
function runningLaunches({ record }, now) {
  const running = /* @__PURE__ */ new Map();
  for (const { state, start } of readCurrent(record.directory, liveProcesses(now)).entries)
    if (state === "running" && start !== void 0)
      running.set(start.account.name, (running.get(start.account.name) ?? 0) + 1);
  return running;
}
function leaseList(invocation) {
  const { output, options } = invocation;
  const { pools, leases, now } = look2(invocation);
  const identity = typeof options["subject"] === "string" ? patternMatcher(options["subject"]) : () => true;
  const account = typeof options["account"] === "string" ? wholeNameMatcher(options["account"]) : () => true;
  const wanted = leases.filter((lease) => identity(lease.identity) && account(lease.account ?? "")).sort((a, b) => b.lastUse - a.lastUse);
  if (output.json) output.value({ format: FORMAT, time: now, pools, leases: wanted });
  else {
    poolTable2(output, pools);
    if (wanted.length > 0) output.line();
    leaseTable(output, wanted, now);
  }
  return Promise.resolve(0);
}
function leaseShow(invocation) {
  const { output, arguments: words } = invocation;
  const { leases, now } = look2(invocation);
  const found = leasesNamed(leases, words[0] ?? "");
  if (output.json) output.value({ format: FORMAT, time: now, leases: found });
  else if (found.length === 0) output.line("no lease");
  else
    for (const [index, lease] of found.entries()) {
      if (index > 0) output.line();
      leaseLines(output, lease, now);
    }
  return Promise.resolve(found.length > 0 ? 0 : 1);
}
async function leaseRelease(invocation) {
  const site = look2(invocation);
  const outcomes = [];
  for (const name of invocation.arguments) {
    const found = leasesNamed(site.leases, name);
    if (found.length === 0) throw new LaunchError("usage", `there is no lease of "${name}"`);
    for (const lease of found) outcomes.push(await takeBack(site, lease, invocation));
  }
  return report(invocation.output, outcomes, site.now);
}
async function leaseExpire(invocation) {
  const { options } = invocation;
  const site = look2(invocation);
  const rule = {
    idle: parseAge(String(options["idle"])),
    whenFullerThan: percentOf(options["whenFullerThan"]),
    pool: typeof options["pool"] === "string" ? options["pool"] : void 0
  };
  const outcomes = [];
  for (const { candidates, wanted } of expiries(site, rule, site.now)) {
    let released = 0;
    for (const lease of candidates) {
      if (released >= wanted) break;
      const outcome2 = await takeBack(site, lease, invocation);
      outcomes.push(outcome2);
      if (outcome2.outcome === "released") released += 1;
    }
  }
  return report(invocation.output, outcomes, site.now) === 0 || outcomes.every((one) => one.outcome !== "quarantined") ? 0 : 1;
}
function percentOf(text2) {
  if (text2 === void 0) return void 0;
  const found = /^(\d{1,3})%?$/.exec(String(text2));
  const percent = found === null ? 101 : Number(found[1]);
  if (percent > 100) throw new LaunchError("usage", `--when-fuller-than takes 0% to 100%, not "${String(text2)}"`);
  return percent;
}
async function takeBack(site, lease, { options }) {
  const { settings, now } = site;
  const pool = settings.pools.find(({ name }) => name === lease.pool);
  if (pool === void 0) throw new LaunchError("pool-unknown", `there is no pool "${lease.pool}"`);
  const context = releaseContext(settings, system2, pool);
  if (options["dryRun"] === true)
    return { lease: lease.lease, account: lease.account, identity: lease.identity, outcome: "released", why: "dry run" };
  const outcome2 = await release(lease, context);
  const { account, identity } = lease;
  await context.asService(
    () => writeAudit(
      {
        event: "release",
        severity: "notice",
        fields: { account, identity, lease: { pool: lease.pool, name: lease.lease }, outcome: outcome2.outcome, why: outcome2.why },
        summary: `account=${account ?? "-"} outcome=${outcome2.outcome} identity=${JSON.stringify(identity)}`
      },
      // What was done cannot be taken back for want of a log.
      { ...settings.log, onFailure: "continue" },
      now
    )
  );
  return outcome2;
}
function report(output, outcomes, now) {
  if (output.json) output.value({ format: FORMAT, time: now, outcomes });
  else
    for (const { account, lease, identity, outcome: outcome2, why } of outcomes) {
      const colour = outcome2 === "released" ? "green" : outcome2 === "refused" ? "yellow" : "red";
      const because = why === null ? "" : `: ${why}`;
      output.line(`${output.paint(colour, outcome2)} ${account ?? lease} (${printable(identity)})${because}`);
    }
  return outcomes.every(({ outcome: outcome2 }) => outcome2 === "released") ? 0 : 1;
}
async function leaseVerify(invocation) {
  const { output, options } = invocation;
  const settings = loadSettings(system2);
  const fix = options["fix"] === true;
  const verify = () => verifyPools(settings.pools, { system: system2, targetUids: settings.service.targetUids, fix });
  const [first] = settings.pools;
  const findings = fix && first !== void 0 ? await releaseContext(settings, system2, first).asService(verify) : await verify();
  if (output.json) output.value({ format: FORMAT, time: system2.clock.now(), findings });
  else {
    for (const { directory, name, message, remedy, fixed, kind } of findings)
      output.line(
        `${directory}/${printable(name)}: ${kind}: ${message}; ${fixed ? output.paint("green", "mended") : remedy}`
      );
    if (findings.length === 0) output.line("nothing is wrong");
  }
  return findings.every(({ fixed }) => fixed) ? 0 : 1;
}
var system2, DEFAULT_IDLE, leasesNamed;
var init_lease = __esm({
  "src/cli/actions/lease.ts"() {
    "use strict";
    init_config();
    init_errors();
    init_expire();
    init_context();
    init_release();
    init_tables2();
    init_verify();
    init_view2();
    init_pattern();
    init_store();
    init_processes();
    init_text();
    init_time();
    init_record2();
    init_system();
    init_record();
    system2 = createSystem();
    DEFAULT_IDLE = 10 * 86400;
    leasesNamed = (leases, name) => leases.filter(({ account, lease, identity }) => account === name || lease === name || identity === name.toLowerCase());
  }
});

// src/admin/log/follow.ts
function followFile(path, from) {
  let fd;
  let [at, rest] = [0, ""];
  let first = true;
  const open = () => {
    try {
      fd = (0, import_node_fs14.openSync)(path, "r");
    } catch {
      return;
    }
    at = first && from === "end" ? (0, import_node_fs14.fstatSync)(fd).size : 0;
    rest = "";
  };
  const read = () => {
    if (fd === void 0) return [];
    const { size: size2 } = (0, import_node_fs14.fstatSync)(fd);
    if (size2 < at) at = 0;
    const bytes2 = Buffer.alloc(size2 - at);
    at += (0, import_node_fs14.readSync)(fd, bytes2, 0, bytes2.length, at);
    const lines = (rest + bytes2.toString("utf8")).split("\n");
    rest = lines.pop() ?? "";
    return lines;
  };
  open();
  first = false;
  return {
    next: () => {
      const lines = [...read()];
      if (fd === void 0 || replaced(path, fd)) {
        if (fd !== void 0) (0, import_node_fs14.closeSync)(fd);
        fd = void 0;
        open();
        lines.push(...read());
      }
      return lines;
    },
    close: () => {
      if (fd !== void 0) (0, import_node_fs14.closeSync)(fd);
      fd = void 0;
    }
  };
}
function replaced(path, fd) {
  try {
    const [now, then] = [(0, import_node_fs14.statSync)(path), (0, import_node_fs14.fstatSync)(fd)];
    return now.ino !== then.ino || now.dev !== then.dev;
  } catch {
    return false;
  }
}
var import_node_fs14;
var init_follow = __esm({
  "src/admin/log/follow.ts"() {
    "use strict";
    import_node_fs14 = require("node:fs");
  }
});

// src/admin/log/table.ts
function logTable2(output, entries) {
  if (entries.length === 0) output.line("no line matches");
  else output.table(HEAD, entries.map((entry) => rowOf(output, entry)));
}
function rowOf(output, { fields, time, event, ref }) {
  const reason = textOf2(fields["reason"]);
  const code = numberOf2(fields["code"]);
  const result = reason === void 0 ? code === void 0 ? "-" : "permitted" : `${code ?? "?"} ${printable(reason)}`;
  const said = [textOf2(fields["message"]), textOf2(fields["detail"])].filter((text2) => text2 !== void 0).join(": ");
  const command = commandText(wordsOf(fields["command"]));
  return [
    time === 0 ? "?" : localTime(time),
    printable(event),
    reason === void 0 ? result : output.paint(code === 202 ? "red" : "yellow", result),
    String(numberOf2(partOf(fields, "caller", "uid")) ?? "-"),
    shortenedLeft(printable(textOf2(partOf(fields, "identity", "subject")) ?? textOf2(fields["identity"]) ?? "-"), 44),
    printable(textOf2(partOf(fields, "account", "name")) ?? textOf2(fields["account"]) ?? "-"),
    ref === "" ? "-" : printable(ref),
    shortened(said === "" ? command : printable(said), 80)
  ];
}
var HEAD, followLine;
var init_table = __esm({
  "src/admin/log/table.ts"() {
    "use strict";
    init_text();
    init_read();
    HEAD = ["TIME", "EVENT", "RESULT", "CALLER", "IDENTITY", "ACCOUNT", "REF", "WHAT"];
    followLine = (output, entry) => rowOf(output, entry).filter((cell) => cell !== "-").join("  ");
  }
});

// src/admin/log/verify.ts
function verifyFile(file, seen = () => void 0) {
  const faults = [];
  let [expected, lines, head] = [CHAIN_START, 0, void 0];
  for (const { line, text: text2 } of linesOf(file, "latin1")) {
    lines = line;
    const fault = (kind) => void faults.push({ file, line, kind });
    const [part, written] = [hashedPart(text2), hashIn(text2)];
    if (part === void 0 || written === void 0) {
      fault(isObject(text2) ? "unchained" : "torn");
      expected = sha256(text2);
      continue;
    }
    if (sha256(part) !== written) fault("altered");
    else seen(written);
    if (prevIn(part) !== expected) fault(expected === CHAIN_START ? "beginning-missing" : "gap");
    expected = written;
    head = written;
  }
  return { file, lines, faults, head };
}
function isObject(text2) {
  try {
    return typeof JSON.parse(text2) === "object";
  } catch {
    return false;
  }
}
var import_node_crypto, sha256, prevIn;
var init_verify2 = __esm({
  "src/admin/log/verify.ts"() {
    "use strict";
    import_node_crypto = require("node:crypto");
    init_chain();
    init_read();
    sha256 = (text2) => (0, import_node_crypto.createHash)("sha256").update(text2, "latin1").digest("hex");
    prevIn = (line) => /"prev":"([0-9a-f]{64})"\}$/.exec(line)?.[1];
  }
});

// src/admin/log/access.ts
function readingLog(path, action) {
  try {
    return action();
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === void 0) throw error;
    const why = errno === "EACCES" ? "it is not for you to read" : errno === "ENOENT" ? "there is none yet" : errno;
    throw new LaunchError("log-failed", `the audit log ${path} cannot be read: ${why}`, { cause: error });
  }
}
var init_access = __esm({
  "src/admin/log/access.ts"() {
    "use strict";
    init_errors();
  }
});

// src/cli/actions/log.ts
var log_exports = {};
__export(log_exports, {
  logFollow: () => logFollow,
  logShow: () => logShow,
  logVerify: () => logVerify
});
function logShow(invocation) {
  const { options, output } = invocation;
  const now = Date.now() / 1e3;
  const filter = filterOf(invocation, now);
  const limit3 = options["limit"] === "all" ? Infinity : parseCount(String(options["limit"]), "--limit", 1e6);
  const event = options["event"];
  const path = fileOf(invocation);
  const entries = readingLog(path, () => newest(logFiles(path, filter.from), limit3, (entry) => {
    return (event === void 0 || entry.event === event) && (filter.empty || filter.matches(subjectOfEntry(entry)));
  }));
  if (output.json) output.value({ format: FORMAT, time: now, file: path, entries: entries.map(({ fields }) => fields) });
  else logTable2(output, entries);
  return Promise.resolve(0);
}
function newest(files, limit3, wanted) {
  let kept = [];
  for (const entry of entriesOf2(files)) {
    if (!wanted(entry)) continue;
    kept.push(entry);
    if (kept.length > 2 * limit3 + 1e3) kept = kept.slice(-limit3);
  }
  return limit3 === 0 ? [] : kept.slice(-limit3);
}
async function logFollow(invocation) {
  const { output } = invocation;
  const filter = filterOf(invocation, Date.now() / 1e3);
  const follower = followFile(fileOf(invocation), "end");
  const screen = realScreen(process.stdout);
  try {
    do {
      for (const text2 of follower.next()) {
        const entry = parseEntry({ file: "", line: 0, text: text2 });
        if (entry === void 0 || !filter.matches(subjectOfEntry(entry))) continue;
        output.line(output.json ? text2 : followLine(output, entry));
      }
    } while (await screen.wait(0.25));
  } finally {
    follower.close();
  }
  return 0;
}
function logVerify(invocation) {
  const { options, output } = invocation;
  const path = fileOf(invocation);
  const head = options["head"];
  if (typeof head === "string" && !/^[0-9a-f]{64}$/.test(head))
    throw new LaunchError("usage", '--head takes the 64 hexadecimal digits that an earlier "log verify" printed');
  let found = false;
  const verdicts = readingLog(
    path,
    () => logFiles(path).map(
      (file) => verifyFile(file, (hash) => {
        if (hash === head) found = true;
      })
    )
  );
  const bad = verdicts.some(({ faults }) => faults.some(({ kind }) => kind !== "torn"));
  const headLost = typeof head === "string" && !found;
  if (output.json) output.value({ format: FORMAT, files: verdicts, head: head === void 0 ? null : { hash: head, found } });
  else {
    for (const { file, lines, faults, head: last } of verdicts) {
      for (const { line, kind } of faults) output.line(`${file}:${line}: ${output.paint("red", kind)}: ${SAY[kind]}`);
      output.line(`${file}: ${lines} lines, ${faults.length} faults, head ${last ?? "none"}`);
    }
    if (headLost) output.line(output.paint("red", `the line with hash ${head} is gone`));
  }
  return Promise.resolve(bad || headLost ? 1 : 0);
}
var fileOf, SAY;
var init_log = __esm({
  "src/cli/actions/log.ts"() {
    "use strict";
    init_errors();
    init_follow();
    init_place();
    init_read();
    init_table();
    init_verify2();
    init_time();
    init_watch();
    init_access();
    init_record();
    fileOf = ({ options }) => auditLog(typeof options["file"] === "string" ? options["file"] : void 0);
    SAY = {
      altered: "the line is not what was written",
      gap: "lines before it are missing, or were put in",
      "beginning-missing": "the lines before it are missing",
      unchained: "a line without hash was put in",
      torn: "half a line; its writer was killed"
    };
  }
});

// src/admin/install/account.ts
function ensureServiceAccount(site, name, system3, run2) {
  const found = system3.accounts.byName(name);
  if (found !== void 0) {
    if (found.uid === 0 || found.gid === 0)
      throw new LaunchError("config-invalid", `the service account ${name} must not be root`);
    return found;
  }
  site.report(`create the system account ${name}`);
  if (site.dryRun) return NOBODY_YET;
  if (system3.accounts.groupByName(name) === void 0) run2("groupadd", ["--system", name]);
  run2("useradd", [
    ...["--system", "--gid", name, "--no-create-home", "--home-dir", "/nonexistent"],
    ...["--shell", "/usr/sbin/nologin", "--comment", "mapexec decision program", name]
  ]);
  const made = system3.accounts.byName(name);
  if (made === void 0)
    throw new LaunchError("install-failed", `useradd made no account ${name}`, {
      detail: "the name service does not find it; nscd or sssd may hold a negative answer for some seconds"
    });
  return made;
}
var NOBODY_YET;
var init_account = __esm({
  "src/admin/install/account.ts"() {
    "use strict";
    init_errors();
    NOBODY_YET = { uid: -1, gid: -1 };
  }
});

// src/admin/install/files.ts
function ensureDirectory(site, path, owner, mode) {
  const real = site.root + path;
  if (lstat(real) === void 0) {
    site.report(`create directory ${path} (${owner.uid}:${owner.gid} ${octal2(mode)})`);
    if (site.dryRun) return;
    fs2.mkdirSync((0, import_node_path3.dirname)(real), { recursive: true, mode: 493 });
    fs2.mkdirSync(real, { mode: 448 });
    setFacts(real, owner, mode, O_DIRECTORY);
    return;
  }
  correct(site, path, owner, mode, O_DIRECTORY);
}
function ensureFile(site, path, content, owner, mode) {
  const real = site.root + path;
  if (sameContent(real, content)) {
    correct(site, path, owner, mode, 0);
    return false;
  }
  site.report(`${lstat(real) === void 0 ? "create" : "replace"} ${path}`);
  if (site.dryRun) return true;
  fs2.mkdirSync((0, import_node_path3.dirname)(real), { recursive: true, mode: 493 });
  writeTemporary(`${real}.new`, content, owner, mode);
  fs2.renameSync(`${real}.new`, real);
  return true;
}
function writeTemporary(real, content, owner, mode) {
  fs2.rmSync(real, { force: true });
  const fd = fs2.openSync(real, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 384);
  try {
    fs2.writeFileSync(fd, content);
    fs2.fchownSync(fd, owner.uid, owner.gid);
    fs2.fchmodSync(fd, mode);
    fs2.fsyncSync(fd);
  } finally {
    fs2.closeSync(fd);
  }
}
function ensureLink(site, path, target) {
  const real = site.root + path;
  const stat = lstat(real);
  if (stat?.isSymbolicLink() && fs2.readlinkSync(real) === target) return;
  if (stat !== void 0 && !stat.isSymbolicLink()) {
    site.report(`keep ${path}: it is not a link of ours (remove it to get the link to ${target})`);
    return;
  }
  site.report(`link ${path} to ${target}`);
  if (site.dryRun) return;
  fs2.mkdirSync((0, import_node_path3.dirname)(real), { recursive: true, mode: 493 });
  fs2.rmSync(`${real}.new`, { force: true });
  fs2.symlinkSync(target, `${real}.new`);
  fs2.renameSync(`${real}.new`, real);
}
function remove(site, path) {
  const real = site.root + path;
  if (lstat(real) === void 0) return;
  site.report(`remove ${path}`);
  if (!site.dryRun) fs2.rmSync(real, { recursive: true, force: true });
}
function lstat(real) {
  return fs2.lstatSync(real, { throwIfNoEntry: false });
}
function sameContent(real, content) {
  try {
    const fd = fs2.openSync(real, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      return fs2.fstatSync(fd).isFile() && fs2.readFileSync(fd).equals(content);
    } finally {
      fs2.closeSync(fd);
    }
  } catch (error) {
    if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ELOOP") return false;
    throw error;
  }
}
function correct(site, path, owner, mode, flag2) {
  const real = site.root + path;
  const before = fs2.lstatSync(real);
  const wrongOwner = before.uid !== owner.uid || before.gid !== owner.gid;
  const wrongMode = (before.mode & PERMISSIONS) !== mode;
  if (!wrongOwner && !wrongMode && (flag2 === 0 || before.isDirectory())) return;
  if (wrongOwner) site.report(`change owner of ${path} from ${before.uid}:${before.gid} to ${owner.uid}:${owner.gid}`);
  if (wrongMode) site.report(`change mode of ${path} from ${octal2(before.mode & PERMISSIONS)} to ${octal2(mode)}`);
  if (!site.dryRun) setFacts(real, owner, mode, flag2);
}
function setFacts(real, owner, mode, flag2) {
  const fd = fs2.openSync(real, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | flag2);
  try {
    fs2.fchownSync(fd, owner.uid, owner.gid);
    fs2.fchmodSync(fd, mode);
  } finally {
    fs2.closeSync(fd);
  }
}
var fs2, import_node_path3, O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_CREAT, O_EXCL, O_WRONLY, PERMISSIONS, octal2;
var init_files = __esm({
  "src/admin/install/files.ts"() {
    "use strict";
    fs2 = __toESM(require("node:fs"));
    import_node_path3 = require("node:path");
    init_errors();
    ({ O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_CREAT, O_EXCL, O_WRONLY } = fs2.constants);
    PERMISSIONS = 4095;
    octal2 = (mode) => mode.toString(8).padStart(4, "0");
  }
});

// src/admin/install/layout.ts
var PATHS, HELPER_CAPABILITIES, RECORD_SUBDIRECTORIES, isGeneration, generationOf;
var init_layout = __esm({
  "src/admin/install/layout.ts"() {
    "use strict";
    PATHS = {
      library: "/usr/lib/mapexec",
      helper: "/usr/lib/mapexec/mapexec-helper",
      decider: "/usr/lib/mapexec/decider.js",
      door: "/usr/bin/mapexec",
      glexec: "/usr/sbin/glexec",
      configuration: "/etc/mapexec/mapexec.toml",
      configurationDirectory: "/etc/mapexec",
      helperConf: "/etc/mapexec/helper.conf",
      state: "/var/lib/mapexec",
      cache: "/var/lib/mapexec/cache",
      manual: "/usr/share/man",
      units: "/usr/lib/systemd/system",
      sysusers: "/usr/lib/sysusers.d/mapexec.conf",
      tmpfiles: "/usr/lib/tmpfiles.d/mapexec.conf"
    };
    HELPER_CAPABILITIES = "cap_setgid,cap_setuid=p";
    RECORD_SUBDIRECTORIES = [
      { name: "ended", mode: 493 },
      { name: "history", mode: 493 },
      { name: "slots", mode: 493 },
      // A foreign process that could open a lock file could hold it.
      { name: "locks", mode: 448 }
    ];
    isGeneration = (name) => /^decider-[0-9a-f]+\.(?:js|cache)$/.test(name);
    generationOf = (loader) => /\/(decider-[0-9a-f]+)`/.exec(loader)?.[1];
  }
});

// src/admin/install/helper.ts
function ensureHelper(site, content, owner, run2) {
  const real = site.root + PATHS.helper;
  ensureDirectory(site, PATHS.library, owner, 493);
  if (isCurrent(real, content, owner, run2)) return;
  if (site.dryRun) {
    ensureFile(site, PATHS.helper, content, owner, MODE);
    site.report(`set capabilities of ${PATHS.helper} to ${HELPER_CAPABILITIES}`);
    return;
  }
  site.report(`${lstat(real) === void 0 ? "create" : "replace"} ${PATHS.helper} with ${HELPER_CAPABILITIES}`);
  const [fresh, old] = [`${real}.new`, `${real}.old`];
  writeTemporary(fresh, content, owner, MODE);
  run2("setcap", [HELPER_CAPABILITIES, fresh]);
  disarm(old, run2);
  if (lstat(real) !== void 0) fs3.linkSync(real, old);
  fs3.renameSync(fresh, real);
  disarm(old, run2);
}
function disarm(real, run2) {
  const stat = lstat(real);
  if (stat === void 0) return;
  if (stat.isFile()) {
    if (capabilitiesOf(real, run2) !== "") run2("setcap", ["-r", real]);
    fs3.chmodSync(real, 0);
  }
  fs3.rmSync(real);
}
function isCurrent(real, content, owner, run2) {
  const stat = lstat(real);
  return stat?.isFile() === true && stat.uid === owner.uid && stat.gid === owner.gid && (stat.mode & 4095) === MODE && stat.nlink === 1 && fs3.readFileSync(real).equals(content) && capabilitiesOf(real, run2) === HELPER_CAPABILITIES;
}
function capabilitiesOf(real, run2) {
  const said = run2("getcap", [real]).trim();
  const text2 = said.startsWith(`${real} `) ? said.slice(real.length + 1) : "";
  return text2.replace(/^= /, "").replace("+", "=");
}
var fs3, MODE;
var init_helper = __esm({
  "src/admin/install/helper.ts"() {
    "use strict";
    fs3 = __toESM(require("node:fs"));
    init_files();
    init_layout();
    MODE = 493;
  }
});

// src/admin/install/access.ts
function ensureAccess(site, directory, files, service, run2) {
  const real = site.root + directory;
  try {
    const entries = run2("getfacl", ["--absolute-names", "--omit-header", "--numeric", "--", real]).split("\n");
    const wanted = [`user:${service.uid}:rwx`, `default:user:${service.uid}:rw-`];
    if (!wanted.every((entry) => entries.some((line) => line.startsWith(entry)))) {
      site.report(`give ${service.name} access to ${directory} and what is added to it`);
      if (!site.dryRun) run2("setfacl", ["-m", `u:${service.uid}:rwx,d:u:${service.uid}:rw,d:m::rw`, "--", real]);
    }
    const foreign = files.map((name) => `${real}/${name}`).filter((path) => isForeign(path, service.uid));
    for (let at = 0; at < foreign.length && !site.dryRun; at += BATCH) {
      run2("setfacl", ["-m", `u:${service.uid}:rw`, "--", ...foreign.slice(at, at + BATCH)]);
    }
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    site.report(
      `${directory} takes no ACL (${error.detail ?? error.message}): give the account files that root adds there to ${service.name}`
    );
  }
}
function isForeign(path, uid) {
  const facts = fs4.lstatSync(path, { throwIfNoEntry: false });
  return facts?.isFile() === true && facts.uid !== uid;
}
var fs4, BATCH;
var init_access2 = __esm({
  "src/admin/install/access.ts"() {
    "use strict";
    fs4 = __toESM(require("node:fs"));
    init_errors();
    BATCH = 500;
  }
});

// src/admin/install/pools.ts
function ensurePool(site, pool, names, root, service) {
  if (lstat(site.root + pool.directory) === void 0)
    ensureDirectory(site, pool.directory, { uid: root.uid, gid: service.gid }, 504);
  const missing = accountsOf(pool, names).filter((name) => lstat(`${site.root}${pool.directory}/${name}`) === void 0);
  if (missing.length === 0) return;
  const shown = missing.length > NAMES_SHOWN ? `${missing[0] ?? ""} \u2026 ${missing.at(-1) ?? ""}` : missing.join(", ");
  site.report(`add ${missing.length} account${missing.length === 1 ? "" : "s"} to ${pool.directory}: ${shown}`);
  if (site.dryRun) return;
  for (const name of missing) addAccount(`${site.root}${pool.directory}/${name}`, service);
}
function accountsOf({ prefix }, names) {
  return names.filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length))).sort();
}
function addAccount(real, service) {
  const fd = fs5.openSync(real, O_WRONLY2 | O_CREAT2 | O_EXCL2 | O_NOFOLLOW2, 420);
  try {
    fs5.fchownSync(fd, service.uid, service.gid);
    fs5.fchmodSync(fd, 420);
  } finally {
    fs5.closeSync(fd);
  }
}
function accountNames(passwd2) {
  return passwd2.split("\n").filter((line) => line !== "").map((line) => {
    const [name, ...rest] = line.split(":");
    if (name === void 0 || name === "" || rest.length < 5)
      throw new LaunchError("install-failed", "getent passwd gave a line that is none", { detail: line });
    return name;
  });
}
var fs5, O_WRONLY2, O_CREAT2, O_EXCL2, O_NOFOLLOW2, NAMES_SHOWN;
var init_pools2 = __esm({
  "src/admin/install/pools.ts"() {
    "use strict";
    fs5 = __toESM(require("node:fs"));
    init_errors();
    init_files();
    ({ O_WRONLY: O_WRONLY2, O_CREAT: O_CREAT2, O_EXCL: O_EXCL2, O_NOFOLLOW: O_NOFOLLOW2 } = fs5.constants);
    NAMES_SHOWN = 3;
  }
});

// src/admin/install/code-cache.ts
function cacheFits(service, loader) {
  const [node2, args] = commandOf2(service, loader, "--check-cache");
  return (0, import_node_child_process2.spawnSync)(node2, args, { env: ENVIRONMENT, stdio: "ignore", timeout: 2e4 }).status === 0;
}
async function makeCache(service, loader, { uid, gid }) {
  const [node2, args] = commandOf2(service, loader, "--write-cache");
  const child = (0, import_node_child_process2.spawn)(node2, args, { uid, gid, env: ENVIRONMENT, stdio: ["ignore", "pipe", "pipe", "pipe"], cwd: "/" });
  const [, stdout, stderr, conversation] = child.stdio;
  conversation?.destroy();
  const failed = new Promise((_, reject) => child.on("error", reject));
  const [cache, said] = await Promise.race([Promise.all([collect(stdout), collect(stderr)]), failed]);
  if (cache.length > 0) return cache;
  throw new LaunchError("install-failed", "the decision program does not start", {
    detail: `${node2} ${args.join(" ")}: ${said.toString("utf8").trim()}`
  });
}
var import_node_child_process2, import_consumers, commandOf2, ENVIRONMENT, collect;
var init_code_cache = __esm({
  "src/admin/install/code-cache.ts"() {
    "use strict";
    import_node_child_process2 = require("node:child_process");
    import_consumers = require("node:stream/consumers");
    init_errors();
    commandOf2 = ({ node: node2, nodeOptions }, loader, order) => [
      node2,
      [...nodeOptions, loader, order]
    ];
    ENVIRONMENT = { PATH: "/usr/bin:/bin", LC_ALL: "C" };
    collect = (stream) => stream === null ? Promise.resolve(Buffer.alloc(0)) : (0, import_consumers.buffer)(stream);
  }
});

// src/admin/install/programs.ts
function readBuild(directory) {
  const read = (name) => {
    try {
      return fs6.readFileSync((0, import_node_path4.join)(directory, name));
    } catch (cause) {
      throw new LaunchError("install-failed", `${directory} holds no complete build; run "npm run build"`, {
        detail: `${name} cannot be read`,
        cause
      });
    }
  };
  const loader = read("decider.js");
  const generation = generationOf(loader.toString("latin1"));
  if (generation === void 0)
    throw new LaunchError("install-failed", `${directory}/decider.js is not of this build`);
  return {
    helper: read("mapexec-helper"),
    loader,
    generation,
    program: read(`${generation}.js`),
    cli: read("cli.js"),
    native: fs6.readdirSync(directory).filter((name) => /^koffi-[\d.]+\.node$/.test(name)).map((name) => [name, read(name)]),
    share: new Map(filesBelow((0, import_node_path4.join)(directory, "share")).map((name) => [name, read(`share/${name}`)]))
  };
}
async function ensurePrograms(site, build, service, owners) {
  const { root } = owners;
  const before = currentGeneration(site);
  for (const [name, content] of build.native) ensureFile(site, `${PATHS.library}/${name}`, content, root, 493);
  ensureFile(site, `${PATHS.library}/${build.generation}.js`, build.program, root, 420);
  ensureFile(site, PATHS.decider, build.loader, root, 420);
  ensureFile(site, `${PATHS.library}/cli.js`, build.cli, root, 493);
  for (const [name, content] of build.share) ensureFile(site, `${PATHS.library}/share/${name}`, content, root, 420);
  for (const name of namesIn3(site.root + PATHS.library)) {
    const kept = [build.generation, before].some((generation) => name.startsWith(`${generation ?? build.generation}.`));
    if (isGeneration(name) && !kept) remove(site, `${PATHS.library}/${name}`);
  }
  await ensureCache(site, build, service, owners);
}
async function ensureCache(site, { generation }, service, owners) {
  const path = `${PATHS.library}/${generation}.cache`;
  const loader = site.root + PATHS.decider;
  if (lstat(site.root + path) !== void 0 && cacheFits(service, loader)) return;
  if (site.dryRun) site.report(`create ${path}`);
  else ensureFile(site, path, await makeCache(service, loader, owners.service), owners.root, 420);
}
function currentGeneration(site) {
  try {
    return generationOf(fs6.readFileSync(site.root + PATHS.decider, "latin1"));
  } catch {
    return void 0;
  }
}
var fs6, import_node_path4, filesBelow, namesIn3, doorFor;
var init_programs = __esm({
  "src/admin/install/programs.ts"() {
    "use strict";
    fs6 = __toESM(require("node:fs"));
    import_node_path4 = require("node:path");
    init_errors();
    init_code_cache();
    init_files();
    init_layout();
    filesBelow = (directory) => fs6.readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => (0, import_node_path4.join)(entry.parentPath, entry.name).slice(directory.length + 1)).sort();
    namesIn3 = (real) => fs6.existsSync(real) ? fs6.readdirSync(real) : [];
    doorFor = (template, node2) => Buffer.from(template.toString("utf8").replaceAll("@NODE@", node2));
  }
});

// src/admin/install/system-files.ts
function tmpfiles({ service: { account }, record: { directory } }) {
  const line = (path, mode) => `d ${path} ${octal2(mode)} ${account} ${account} -`;
  return [
    "# Records and locks of running launches (mapexec-records(5)).",
    line(directory, 493),
    ...RECORD_SUBDIRECTORIES.map(({ name, mode }) => line(`${directory}/${name}`, mode)),
    ""
  ].join("\n");
}
var sysusers;
var init_system_files = __esm({
  "src/admin/install/system-files.ts"() {
    "use strict";
    init_files();
    init_layout();
    sysusers = (account) => `# The account of mapexec's decision program.
u ${account} - "mapexec decision program" /nonexistent /usr/sbin/nologin
`;
  }
});

// src/admin/install.ts
async function install(installation) {
  const { system: system3, rootIds: root, run: run2 } = installation;
  if (installation.uid !== root.uid) throw new LaunchError("not-root", "only root can install mapexec");
  const build = readBuild(installation.source);
  ensureDirectory(installation, PATHS.configurationDirectory, root, 493);
  const settings = ensureConfiguration(installation, build);
  judgeNode(settings.service.node, root.uid);
  const service = ensureServiceAccount(installation, settings.service.account, system3, run2);
  ensureStateDirectories(installation, settings, root, service);
  await ensurePrograms(installation, build, settings.service, { root, service });
  const helperConf = Buffer.from(renderHelperConf(settings, system3, PATHS.library));
  ensureFile(installation, PATHS.helperConf, helperConf, root, 420);
  ensureHelper(installation, build.helper, root, run2);
  ensureFile(installation, PATHS.door, doorFor(shared(build, "mapexec"), settings.service.node), root, 493);
  ensureLink(installation, PATHS.glexec, PATHS.helper);
  const names = settings.pools.length === 0 ? [] : accountNames(run2("getent", ["passwd"]));
  for (const pool of settings.pools) {
    ensurePool(installation, pool, names, root, service);
    ensureAccess(
      installation,
      pool.directory,
      accountsOf(pool, names),
      { ...service, name: settings.service.account },
      run2
    );
  }
  ensureSystemFiles(installation, build, settings);
}
function ensureConfiguration(installation, build) {
  const { system: system3, example, node: node2, rootIds } = installation;
  if (lstat(installation.root + PATHS.configuration) !== void 0) return loadSettings(system3, PATHS.configuration);
  const text2 = withNode(shared(build, `config/${example}.toml`).toString("utf8"), node2);
  ensureFile(installation, PATHS.configuration, Buffer.from(text2), rootIds, 420);
  const facts = { mode: 33188, uid: 0, gid: 0, nlink: 1, size: text2.length, mtime: 0 };
  const readTrustedFile = (path) => ({ path, text: text2, facts });
  const settings = loadSettings(installation.dryRun ? { ...system3, readTrustedFile } : system3, PATHS.configuration);
  for (const path of listsOf2(settings))
    if (lstat(installation.root + path) === void 0) ensureFile(installation, path, new Uint8Array(), rootIds, 420);
  return settings;
}
function listsOf2({ authorize, maps }) {
  const { banDn, banFqan, banSubject, allowDn, allowFqan } = authorize;
  const files = maps.flatMap(({ from, groups }) => ["file" in from ? from.file : void 0, groups.groupmapfile]);
  return [...banDn, ...banFqan, ...banSubject, ...allowDn, ...allowFqan, ...files].filter((path) => path !== void 0).filter((path) => (0, import_node_path5.dirname)(path) === PATHS.configurationDirectory);
}
function withNode(text2, node2) {
  if (node2 === "/usr/bin/node") return text2;
  const line = `node = ${JSON.stringify(node2)}`;
  const set = text2.replace(/^#?[ \t]*node[ \t]*=.*$/m, () => line);
  return set === text2 ? text2.replace(/^\[service\].*$/m, (table2) => `${table2}
${line}`) : set;
}
function ensureStateDirectories(site, { record, log }, root, service) {
  ensureDirectory(site, record.directory, service, 493);
  for (const { name, mode } of RECORD_SUBDIRECTORIES)
    ensureDirectory(site, `${record.directory}/${name}`, service, mode);
  ensureDirectory(site, PATHS.state, root, 493);
  ensureDirectory(site, PATHS.cache, service, 488);
  const logs = log.file === void 0 ? void 0 : (0, import_node_path5.dirname)(log.file);
  if (logs === "/var/log/mapexec") ensureDirectory(site, logs, { uid: service.uid, gid: service.gid }, 488);
  else if (logs !== void 0 && lstat(site.root + logs) === void 0)
    ensureDirectory(site, logs, { uid: service.uid, gid: service.gid }, 488);
}
function ensureSystemFiles(installation, build, settings) {
  const { rootIds: root } = installation;
  const put = (path, text2) => ensureFile(installation, path, text2, root, 420);
  put(PATHS.sysusers, Buffer.from(sysusers(settings.service.account)));
  put(PATHS.tmpfiles, Buffer.from(tmpfiles(settings)));
  let units = false;
  for (const [name, content] of build.share) {
    const [kind, file] = name.split("/").slice(-2);
    if (kind === "systemd" && file !== void 0) units = put(`${PATHS.units}/${file}`, content) || units;
    if (kind === "man" && file !== void 0) put(`${PATHS.manual}/man${file.slice(-1)}/${file}`, content);
  }
  const live = installation.root === "" && !installation.dryRun;
  if (units && live && lstat("/run/systemd/system") !== void 0) installation.run("systemctl", ["daemon-reload"]);
}
function shared(build, name) {
  const content = build.share.get(name);
  if (content !== void 0) return content;
  throw new LaunchError("install-failed", `the build has no share/${name}`);
}
var import_node_path5;
var init_install = __esm({
  "src/admin/install.ts"() {
    "use strict";
    import_node_path5 = require("node:path");
    init_config();
    init_helper_conf();
    init_errors();
    init_account();
    init_files();
    init_helper();
    init_layout();
    init_node();
    init_access2();
    init_pools2();
    init_programs();
    init_system_files();
  }
});

// src/admin/install/tools.ts
var import_node_child_process3, ENVIRONMENT2, runTool;
var init_tools = __esm({
  "src/admin/install/tools.ts"() {
    "use strict";
    import_node_child_process3 = require("node:child_process");
    init_errors();
    ENVIRONMENT2 = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C" };
    runTool = (program2, args) => {
      const { error, status, signal, stdout, stderr } = (0, import_node_child_process3.spawnSync)(program2, args, {
        env: ENVIRONMENT2,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"]
      });
      if (error === void 0 && status === 0) return stdout;
      const why = error?.message ?? (stderr.trim() || `status ${status ?? signal ?? "unknown"}`);
      throw new LaunchError("install-failed", `${program2} failed`, { detail: `${program2} ${args.join(" ")}: ${why}` });
    };
  }
});

// src/admin/uninstall.ts
function uninstall(removal) {
  if (removal.uid !== removal.rootUid) throw new LaunchError("not-root", "only root can remove mapexec");
  const settings = currentSettings(removal.system);
  if (isLink(removal, PATHS.glexec, PATHS.helper)) remove(removal, PATHS.glexec);
  remove(removal, PATHS.door);
  if (lstat(removal.root + PATHS.helper) !== void 0) {
    removal.report(`take the capabilities from ${PATHS.helper} and remove it`);
    if (!removal.dryRun) disarm(removal.root + PATHS.helper, removal.run);
  }
  removeSystemFiles(removal);
  remove(removal, PATHS.library);
  remove(removal, PATHS.helperConf);
  if (removal.purge) purge(removal, settings);
  else removal.report(`keep ${PATHS.configurationDirectory}, leases, records and logs (--purge removes them)`);
}
function removeSystemFiles(removal) {
  const share = `${PATHS.library}/share`;
  const names = (directory) => lstat(removal.root + directory) === void 0 ? [] : fs7.readdirSync(removal.root + directory);
  for (const name of names(`${share}/config/systemd`)) remove(removal, `${PATHS.units}/${name}`);
  for (const name of names(`${share}/man`)) remove(removal, `${PATHS.manual}/man${name.slice(-1)}/${name}`);
  remove(removal, PATHS.sysusers);
  remove(removal, PATHS.tmpfiles);
}
function purge(removal, settings) {
  for (const directory of /* @__PURE__ */ new Set([
    settings?.record.directory ?? "/run/mapexec",
    PATHS.state,
    PATHS.configurationDirectory,
    "/var/log/mapexec"
  ]))
    remove(removal, directory);
  for (const { directory } of settings?.pools ?? []) {
    if ((0, import_node_path6.dirname)(directory) !== PATHS.state) removal.report(`keep ${directory}: it may be shared`);
  }
  const account = settings?.service.account ?? "mapexec";
  if (account !== "mapexec" || removal.system.accounts.byName(account) === void 0) return;
  removal.report(`remove the account ${account}`);
  if (!removal.dryRun) removal.run("userdel", [account]);
}
function currentSettings(system3) {
  try {
    return loadSettings(system3, PATHS.configuration);
  } catch (error) {
    if (error instanceof LaunchError) return void 0;
    throw error;
  }
}
function isLink(site, path, target) {
  return lstat(site.root + path)?.isSymbolicLink() === true && fs7.readlinkSync(site.root + path) === target;
}
var fs7, import_node_path6;
var init_uninstall = __esm({
  "src/admin/uninstall.ts"() {
    "use strict";
    fs7 = __toESM(require("node:fs"));
    import_node_path6 = require("node:path");
    init_config();
    init_errors();
    init_files();
    init_helper();
    init_layout();
  }
});

// src/cli/actions/install.ts
var install_exports = {};
__export(install_exports, {
  installCommand: () => installCommand,
  uninstallCommand: () => uninstallCommand
});
async function installCommand({ options, output }) {
  const changes = counter();
  await install({
    root: "",
    dryRun: options["dryRun"] === true,
    report: (change) => {
      changes.count += 1;
      output.line(change);
    },
    source: __dirname,
    example: String(options["example"]),
    node: process.execPath,
    system: createSystem(),
    run: runTool,
    uid: process.geteuid?.() ?? -1,
    rootIds: { uid: 0, gid: 0 }
  });
  if (changes.count === 0) output.line("nothing to do: mapexec is installed");
  return 0;
}
function uninstallCommand({ options, output }) {
  uninstall({
    root: "",
    dryRun: options["dryRun"] === true,
    purge: options["purge"] === true,
    report: (change) => output.line(change),
    system: createSystem(),
    run: runTool,
    uid: process.geteuid?.() ?? -1,
    rootUid: 0
  });
  return Promise.resolve(0);
}
var counter;
var init_install2 = __esm({
  "src/cli/actions/install.ts"() {
    "use strict";
    init_install();
    init_tools();
    init_uninstall();
    init_system();
    counter = () => ({ count: 0 });
  }
});

// src/cli/main.ts
init_errors();
init_exit_codes();

// src/cli/exit.ts
function exitWith(code) {
  process.exitCode = code;
  const pending = [process.stdout, process.stderr].filter((stream) => stream.writableLength > 0);
  if (pending.length === 0) process.exit(code);
  let left = pending.length;
  for (const stream of pending) {
    stream.write("", () => {
      left -= 1;
      if (left === 0) process.exit(code);
    });
  }
}

// src/cli/output.ts
init_json_line();
var CODES = { red: "31", green: "32", yellow: "33", dim: "2", bold: "1" };
function createOutput(stdout, stderr, { json, environment }) {
  const coloured = stdout.isTTY === true && !json && (environment["NO_COLOR"] ?? "") === "" && environment["TERM"] !== "dumb";
  const paint = (colour, text2) => coloured ? `\x1B[${CODES[colour]}m${text2}\x1B[0m` : text2;
  return {
    json,
    paint,
    line: (text2 = "") => void stdout.write(`${text2}
`),
    table: (head, rows) => {
      const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => visible(row[column] ?? title))));
      const text2 = (row) => row.map((cell, column) => column === row.length - 1 ? cell : cell + pad(cell, widths[column] ?? 0)).join("  ").trimEnd();
      stdout.write(`${paint("bold", text2(head))}
${rows.map((row) => `${text2(row)}
`).join("")}`);
    },
    value: (value) => void stdout.write(`${escapeUnsafe(JSON.stringify(value, void 0, 2))}
`),
    complain: (text2) => void stderr.write(`${text2}
`)
  };
}
var visible = (text2) => text2.replace(/\x1b\[[\d;]*m/g, "").length;
var pad = (cell, width) => " ".repeat(Math.max(0, width - visible(cell)));

// node_modules/commander/esm.mjs
var import_index = __toESM(require_commander(), 1);
var {
  program,
  createCommand,
  createArgument,
  createOption,
  CommanderError,
  InvalidArgumentError,
  InvalidOptionArgumentError,
  // deprecated old name
  Command,
  Argument,
  Option,
  Help
} = import_index.default;

// src/cli/program.ts
init_errors();

// package.json
var version = "0.1.0";

// src/core/version.ts
var VERSION = version;

// src/cli/actions.ts
var ACTIONS = {
  run: async () => (await Promise.resolve().then(() => (init_launch(), launch_exports))).misdirected,
  explain: async () => (await Promise.resolve().then(() => (init_launch(), launch_exports))).misdirected,
  check: async () => (await Promise.resolve().then(() => (init_check2(), check_exports))).checkCommand,
  "record list": async () => (await Promise.resolve().then(() => (init_record(), record_exports))).recordList,
  "record show": async () => (await Promise.resolve().then(() => (init_record(), record_exports))).recordShow,
  "record tree": async () => (await Promise.resolve().then(() => (init_record(), record_exports))).recordTree,
  "record history": async () => (await Promise.resolve().then(() => (init_record(), record_exports))).recordHistory,
  who: async () => (await Promise.resolve().then(() => (init_who2(), who_exports))).whoCommand,
  "lease list": async () => (await Promise.resolve().then(() => (init_lease(), lease_exports))).leaseList,
  "lease show": async () => (await Promise.resolve().then(() => (init_lease(), lease_exports))).leaseShow,
  "lease release": async () => (await Promise.resolve().then(() => (init_lease(), lease_exports))).leaseRelease,
  "lease expire": async () => (await Promise.resolve().then(() => (init_lease(), lease_exports))).leaseExpire,
  "lease verify": async () => (await Promise.resolve().then(() => (init_lease(), lease_exports))).leaseVerify,
  "log show": async () => (await Promise.resolve().then(() => (init_log(), log_exports))).logShow,
  "log follow": async () => (await Promise.resolve().then(() => (init_log(), log_exports))).logFollow,
  "log verify": async () => (await Promise.resolve().then(() => (init_log(), log_exports))).logVerify,
  install: async () => (await Promise.resolve().then(() => (init_install2(), install_exports))).installCommand,
  uninstall: async () => (await Promise.resolve().then(() => (init_install2(), install_exports))).uninstallCommand
};

// src/core/run-options.ts
var RUN_OPTIONS = [
  {
    name: "proxy",
    value: "FILE",
    description: "the payload owner's X.509 or VOMS proxy: certificate, key and chain in one PEM file"
  },
  { name: "token", value: "FILE", description: "a file that holds a signed token (OIDC ID token, WLCG token)" },
  { name: "munge", value: "FILE", description: "a file that holds a MUNGE credential" },
  { name: "unix", description: "the caller's own account is the credential, where the configuration trusts it" },
  { name: "account", value: "NAME", description: "refuse unless the credential maps to this local account" },
  {
    name: "cwd",
    value: "DIR",
    description: "working directory: a path, or keep, home, temp (a fresh directory, removed at the end)"
  },
  { name: "env", value: "NAME=VALUE", multiple: true, description: "set a variable for the payload" },
  { name: "target-proxy", value: "FILE", description: "where the payload's copy of the proxy goes; none: no copy" },
  {
    name: "source-proxy",
    value: "FILE",
    description: "copy this proxy for the payload instead of the one that was authenticated"
  },
  { name: "stdin", value: "WHERE", choices: ["inherit", "null"], description: "the payload's standard input" },
  {
    name: "session",
    value: "HOW",
    choices: ["auto", "new", "keep"],
    description: "Unix session: auto makes a new one where the caller has a terminal"
  },
  { name: "umask", value: "OCTAL", description: "the payload's umask" },
  { name: "no-new-privs", description: "the payload can gain no privilege by executing set-id programs" },
  { name: "label", value: "TEXT", description: "free text for the log and the record" },
  { name: "status-fd", value: "N", description: "write one JSON line about the result to this descriptor (3 to 255)" },
  { name: "explain", description: "show the decision, lease nothing, run nothing" },
  { name: "json", description: "refusals and explanations as JSON" }
];

// src/cli/commands-admin.ts
var JSON_FORM = { name: "json", description: "print JSON (docs/schemas) instead of a table" };
var WATCH = { name: "watch", value: "SECONDS", description: "show it again and again, in place" };
var POOL = { name: "pool", value: "NAME", description: "only this [[pool]]" };
var DRY_RUN = { name: "dry-run", description: "say what would be done, do nothing" };
var SUBJECT = {
  name: "subject",
  value: "TEXT",
  description: "DN or other subject: a part of it, or with * and ?"
};
var TIMES = [
  { name: "from", value: "TIME", description: 'not before: 2h (ago), 2026-11-20, "2026-11-20 14:03", 14:03, @SECONDS' },
  { name: "to", value: "TIME", description: "not after" }
];
var IDENTITIES = [
  SUBJECT,
  { name: "fqan", value: "TEXT", description: "one of the VOMS FQANs: a part of it, or with * and ?" },
  { name: "vo", value: "NAME", description: "virtual organisation" },
  { name: "account", value: "NAME", description: "local account (with * and ?) or uid" },
  { name: "caller", value: "USER", description: "who asked: name or uid" }
];
var RESULTS = [
  { name: "code", value: "CODES", description: "exit code of the payload or of mapexec: 0, !0, 201-204" },
  { name: "reason", value: "TOKEN", description: "reason of a refusal" }
];
var limit2 = (count) => ({
  name: "limit",
  value: "N",
  default: count,
  description: "at most so many, the newest; or all"
});
var ADMIN_COMMANDS = [
  {
    name: "record list",
    who: "administrator",
    summary: "show who runs as whom now",
    description: 'One line for each running launch: who asked, for whom, as which account, since when, and what it uses now. Launches without an end whose helper is gone are "lost".',
    options: [
      { name: "all", description: "also those that ended since the last decision" },
      ...IDENTITIES,
      WATCH,
      JSON_FORM
    ],
    examples: [
      ["mapexec record list", "who runs as whom"],
      ["mapexec record list --vo testvo --watch 2", "one VO, every two seconds"]
    ]
  },
  {
    name: "record show",
    who: "administrator",
    summary: "show everything about one launch",
    description: "The record and the lines of the audit log. Of a refused launch there are only the latter.",
    arguments: [{ name: "ref", description: "the reference of a message or table; its first 4 digits or more" }],
    options: [JSON_FORM],
    examples: [["mapexec record show 3f9c", 'the launch of "(ref 3f9c\u2026)"']],
    exit: "0 when there is such a launch, 1 when there is none."
  },
  {
    name: "record tree",
    who: "administrator",
    summary: "show running launches with their processes",
    options: [...IDENTITIES, WATCH, JSON_FORM],
    examples: [["mapexec record tree --account pool001", "what runs as pool001"]]
  },
  {
    name: "record history",
    who: "administrator",
    summary: "show what ran before",
    description: "Finished and lost launches, the newest first, as far back as [record] keeps them.",
    options: [...TIMES, ...IDENTITIES, ...RESULTS, limit2("200"), JSON_FORM],
    examples: [
      ["mapexec record history --from 2h --code !0", "what failed in the last two hours"],
      ['mapexec record history --subject "CN=Alice*" --limit all', "everything of one user"]
    ]
  },
  {
    name: "who",
    who: "administrator",
    summary: "tell which identity is behind a process, a uid or an account",
    description: "A number is a process where there is one, else a uid. Without a launch, an account answers with whom it is leased to. At a time in the past a process is known by its helper only: pids are used again.",
    arguments: [{ name: "target", description: "pid, uid or name of an account" }],
    options: [
      { name: "as", value: "KIND", choices: ["pid", "uid", "account"], description: "what the number is" },
      { name: "at", value: "TIME", description: 'then instead of now (as for "record history --from")' },
      JSON_FORM
    ],
    examples: [
      ["mapexec who 4711", "whose process this is"],
      ['mapexec who pool017 --at "2026-11-20 14:03"', "who was behind an account when the abuse report says"]
    ],
    exit: "0 with an answer, 1 when nobody knows."
  },
  {
    name: "lease list",
    who: "administrator",
    summary: "show the pools and who holds which account",
    options: [
      POOL,
      SUBJECT,
      { name: "account", value: "NAME", description: "account, with * and ?" },
      { name: "idle", value: "AGE", default: "10d", description: "what counts as idle" },
      JSON_FORM
    ],
    examples: [["mapexec lease list --pool pool", "one pool"]]
  },
  {
    name: "lease show",
    who: "administrator",
    summary: "show one lease",
    arguments: [{ name: "lease", description: "account, identity or file name" }],
    options: [POOL, JSON_FORM],
    examples: [["mapexec lease show pool001", "who holds pool001"]],
    exit: "0 when there is one, 1 when there is none."
  },
  {
    name: "lease release",
    who: "root",
    summary: "take accounts back from their identities",
    description: 'Refused while a process of the account exists or a launch of it runs or may be about to. Where the pool has a cleaning program ([[pool]] clean), it runs before the account is free; if it fails, the account stays held for nobody until "lease release" succeeds.',
    arguments: [{ name: "leases", description: "accounts, identities or file names", variadic: true }],
    options: [POOL, DRY_RUN, JSON_FORM],
    examples: [["mapexec lease release pool001", "free one account"]],
    exit: "0 when all were released, 1 when one was not."
  },
  {
    name: "lease expire",
    who: "root",
    summary: "take back what was not used for long",
    description: "The longest unused first, and only until the pool is no longer too full. For a timer (mapexec-expire.timer).",
    options: [
      { name: "idle", value: "AGE", default: "10d", description: "only leases without use for so long: 10d, 12h" },
      { name: "when-fuller-than", value: "PERCENT", description: "only while more of the pool than this is taken" },
      POOL,
      DRY_RUN,
      JSON_FORM
    ],
    examples: [["mapexec lease expire --idle 10d --when-fuller-than 80%", "what the shipped timer runs daily"]],
    exit: "0, or 1 when an account could not be cleaned."
  },
  {
    name: "lease verify",
    who: "administrator",
    summary: "find what is wrong in the gridmapdirs",
    description: "Orphans, wrong link counts, accounts without passwd entry, names that do not belong there.",
    options: [{ name: "fix", description: "mend what can be mended without harm (root)" }, JSON_FORM],
    examples: [["mapexec lease verify --fix", "find and mend"]],
    exit: "0 when nothing is wrong, or all was mended; else 1."
  },
  {
    name: "log show",
    who: "administrator",
    summary: "search the audit log",
    description: "Rotated files are searched, too.",
    options: [
      ...TIMES,
      ...IDENTITIES,
      ...RESULTS,
      {
        name: "event",
        value: "EVENT",
        choices: ["launch", "refusal", "explain", "release"],
        description: "only these lines"
      },
      { name: "file", value: "FILE", description: "another file than that of the configuration" },
      limit2("200"),
      JSON_FORM
    ],
    examples: [["mapexec log show --from 1d --reason pool-full", "who found the pool full since yesterday"]]
  },
  {
    name: "log follow",
    who: "administrator",
    summary: "show the audit log as it grows",
    options: [
      ...IDENTITIES,
      ...RESULTS,
      { name: "file", value: "FILE", description: "another file than that of the configuration" },
      { name: "json", description: "print the lines as they are" }
    ],
    examples: [["mapexec log follow --code 201-204", "refusals as they happen"]]
  },
  {
    name: "log verify",
    who: "administrator",
    summary: "check that no line of the audit log was taken out or altered",
    description: "Each line carries the hash of the one before it. Lines that were taken off the end, and a chain that was written anew, show only against a hash that was noted elsewhere: --head.",
    options: [
      { name: "head", value: "HASH", description: 'this line must be there: the head of an earlier "log verify"' },
      { name: "file", value: "FILE", description: "another file than that of the configuration" },
      JSON_FORM
    ],
    examples: [["mapexec log verify", "the log and its rotated files"]],
    exit: "0 when nothing is missing or altered, else 1."
  }
];

// src/cli/commands.ts
var JSON_OPTION = { name: "json", description: "print JSON instead of a table" };
var DRY_RUN2 = { name: "dry-run", description: "say what would be done, do nothing" };
var PAYLOAD = [
  { name: "command", description: "the command; a name without a slash is looked up in the configured PATH" },
  { name: "arguments", description: "its arguments", optional: true, variadic: true }
];
var LAUNCH_EXIT = "The command's own status (128+N when signal N ended it), or 201: the caller's turn, 202: the administrator's turn, 203: not permitted, 204: the command itself ended with 201-204.";
var COMMANDS = [
  {
    name: "run",
    who: "caller",
    summary: "run a command as the local account that a credential maps to",
    arguments: PAYLOAD,
    options: RUN_OPTIONS,
    examples: [
      ["mapexec run --proxy /tmp/x509up_payload -- ./job.sh 42", "as the account of the proxy, in this directory"],
      ["mapexec run --token job.jwt --cwd temp -- make test", "as the account of a signed token"]
    ],
    exit: LAUNCH_EXIT
  },
  {
    name: "explain",
    who: "caller",
    summary: 'show what "run" would decide and why; lease nothing, run nothing',
    arguments: PAYLOAD,
    options: RUN_OPTIONS.filter(({ name }) => name !== "explain"),
    examples: [["mapexec explain --proxy /tmp/x509up_payload -- ./job.sh", "every check with its outcome"]],
    exit: '0 when the command would run, else what "run" would end with.'
  },
  {
    name: "check",
    who: "administrator",
    summary: "check the configuration and its lists",
    description: "Every problem of mapexec.toml, grid-mapfiles and ban lists with file, line and remedy.",
    arguments: [
      { name: "file", description: "configuration (default: /etc/mapexec/mapexec.toml)", optional: true }
    ],
    options: [JSON_OPTION],
    examples: [
      ["mapexec check", "the configuration in use"],
      ["mapexec check /root/new.toml", "one that is not in use yet"]
    ],
    exit: "0 without errors (warnings may be there), 1 with errors."
  },
  ...ADMIN_COMMANDS,
  {
    name: "install",
    who: "root",
    summary: "install, upgrade or repair mapexec on this machine",
    description: "Service account, directories, programs, the helper with its file capabilities, helper.conf from mapexec.toml, systemd units and links. Prints what it changes; a second run changes nothing. Run it again after changing mapexec.toml, accounts of callers or pools, or Node.",
    options: [
      {
        name: "example",
        value: "NAME",
        choices: ["worker-node", "gitlab-runner"],
        default: "worker-node",
        description: "example to start from where /etc/mapexec/mapexec.toml does not exist"
      },
      DRY_RUN2
    ],
    examples: [
      ["node dist/cli.js install --example worker-node", "from a built checkout"],
      ["mapexec install --dry-run", "what an installed mapexec would repair"]
    ]
  },
  {
    name: "uninstall",
    who: "root",
    summary: "remove the programs; configuration, leases and logs stay",
    options: [
      { name: "purge", description: "remove configuration, leases, records, logs and the service account, too" },
      DRY_RUN2
    ],
    examples: [["mapexec uninstall", "leases are kept: a later installation maps everybody as before"]]
  }
];
var GROUPS = {
  record: "who runs as whom now, and what ran before",
  lease: "pool accounts: free, leased, to whom; take them back",
  log: "the audit log: search, follow, verify"
};

// src/cli/program.ts
async function runProgram(argv, terminal2) {
  let status = 0;
  const program2 = createProgram(terminal2, (code) => {
    status = code;
  });
  if (argv.length === 0) {
    terminal2.complain(program2.helpInformation());
    throw new LaunchError("usage", "which command?");
  }
  try {
    await program2.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw new LaunchError("usage", error.message.replace(/^error: /, ""));
  }
  return status;
}
function createProgram(terminal2, done) {
  const program2 = new Command("mapexec");
  program2.description("Runs a command as the local account that a presented grid or CI credential maps to.").version(`mapexec ${VERSION}`, "--version", "show the version").helpOption("-h, --help", "show this help").helpCommand("help [command]", "show the help of a command").addHelpText("after", () => examples(COMMANDS.flatMap(({ examples: [first] }) => first ? [first] : []))).exitOverride().configureOutput({
    writeOut: (text2) => terminal2.write(text2),
    writeErr: (text2) => terminal2.write(text2),
    // The message is thrown and printed once, by main.
    outputError: () => void 0
  });
  for (const command of COMMANDS) addCommand(program2, command, terminal2, done);
  return program2;
}
function addCommand(program2, command, terminal2, done) {
  const words = command.name.split(" ");
  const parent = words.slice(0, -1).reduce(groupOf, program2);
  const parser = parent.command(words.at(-1) ?? command.name);
  parser.summary(command.summary).description(descriptionOf(command));
  parser.helpOption("-h, --help", "show this help").exitOverride().copyInheritedSettings(parent);
  for (const argument of command.arguments ?? []) parser.argument(argumentSyntax(argument), argument.description);
  for (const option of command.options ?? []) if (option.name !== "help") parser.addOption(parserOption(option));
  parser.addHelpText("after", () => examples(command.examples));
  parser.action(async () => {
    const load = ACTIONS[command.name];
    if (load === void 0) throw new Error(`no action for ${command.name}`);
    const options = parser.opts();
    const run2 = await load();
    done(await run2({ arguments: parser.args, options, output: terminal2.output(options["json"] === true) }));
  });
}
function groupOf(parent, word) {
  return parent.commands.find((command) => command.name() === word) ?? parent.command(word).summary(GROUPS[word] ?? "").helpOption("-h, --help", "show this help").exitOverride().copyInheritedSettings(parent);
}
var argumentSyntax = ({ name, optional: optional2, variadic }) => {
  const inner = variadic ? `${name}...` : name;
  return optional2 ? `[${inner}]` : `<${inner}>`;
};
function parserOption(option) {
  const flags = `${option.short === void 0 ? "" : `-${option.short}, `}--${option.name}`;
  const result = new Option(option.value === void 0 ? flags : `${flags} <${option.value}>`, option.description);
  if (option.choices !== void 0) result.choices(option.choices);
  if (option.default !== void 0) result.default(option.default);
  return result;
}
var descriptionOf = ({ summary: summary2, description, exit }) => [
  `${summary2.charAt(0).toUpperCase()}${summary2.slice(1)}.`,
  description,
  exit === void 0 ? void 0 : `Exit status: ${exit}`
].filter((part) => part !== void 0).join("\n\n");
var examples = (list) => `
Examples:
${list.map(([command, meaning]) => `  ${command}
      ${meaning}`).join("\n")}`;

// src/cli/main.ts
var terminal = {
  output: (json) => createOutput(process.stdout, process.stderr, { json, environment: process.env }),
  write: (text2) => void process.stdout.write(text2),
  complain: (text2) => void process.stderr.write(text2)
};
function lineOf(error) {
  const code = exitCodeOf(error);
  if (!(error instanceof LaunchError)) return `mapexec: ${code} internal: ${messageOf(error)}`;
  const place = error.place === void 0 ? "" : `${placeText(error.place)}: `;
  const detail = error.detail === void 0 ? "" : ` (${error.detail})`;
  return `mapexec: ${code} ${error.reason}: ${place}${error.message}${detail}`;
}
process.stdout.on("error", (error) => exitWith(error.code === "EPIPE" ? 0 : EXIT.system));
runProgram(process.argv.slice(2), terminal).then(exitWith, (error) => {
  terminal.complain(`${lineOf(error)}
`);
  exitWith(exitCodeOf(error));
});
