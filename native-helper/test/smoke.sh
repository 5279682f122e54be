#!/bin/bash
# Real launches by an unprivileged account with the real helper and a fake decider, in private namespaces over an
# overlay of the root file system: nothing is left behind. Needs root.
#
#   test/smoke.sh [PATTERN]     only the groups whose name matches
set -u
here=$(cd "$(dirname "$0")/.." && pwd)

if [ "${1-}" != --inside ] && [ "${1-}" != --pivoted ]; then
	[ "$(id -u)" = 0 ] || { echo 'smoke: needs root'; exit 1; }
	exec unshare -m -p -f -i --kill-child -- "$0" --inside "${1-.}"
fi

# --- the sandbox ------------------------------------------------------------------------------------------------
# pivot_root, not chroot: a chrooted process may make no user namespace, and the test of those could not fail.
if [ "$1" = --inside ]; then
	mount --make-rprivate /
	mount -t tmpfs -o mode=0755 tmpfs /mnt && mkdir /mnt/u /mnt/w /mnt/r
	mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/u,workdir=/mnt/w /mnt/r || { echo 'smoke: no overlay'; exit 1; }
	mount -t proc proc /mnt/r/proc
	mount --rbind /dev /mnt/r/dev
	cd /mnt/r && pivot_root . mnt && cd / && exec "$here/test/smoke.sh" --pivoted "$2"
	exit 1
fi
only=$2
umount -l /mnt
mount -t tmpfs -o mode=0755 tmpfs /run
mount -t tmpfs -o mode=1777 tmpfs /tmp
mkdir -p /opt/smoke /etc/mapexec /run/mapexec/ended /run/locks /run/nosuid
cp "$here"/build/{mapexec-helper,fake_decider,probe} /opt/smoke/
setcap cap_setuid,cap_setgid=p /opt/smoke/mapexec-helper
mount -t tmpfs -o nosuid tmpfs /run/nosuid
cp /opt/smoke/mapexec-helper /run/nosuid/ && setcap cap_setuid,cap_setgid=p /run/nosuid/mapexec-helper
cp /opt/smoke/mapexec-helper /opt/smoke/bare
chown -R 900:900 /run/mapexec /run/locks
chmod 700 /run/locks
chmod 755 /etc/mapexec

# --- the harness ------------------------------------------------------------------------------------------------
passed=0 failed=0
ok() { passed=$((passed + 1)); echo "ok - $1"; }
not_ok() { failed=$((failed + 1)); echo "not ok - $1"; echo "  # $2" | head -c 600; echo; }
group() { [[ $1 =~ $only ]]; }

conf() { # conf [LINE]...: the usual configuration; a line replaces the one with the same key
	local line
	cat >/etc/mapexec/helper.conf <<-END
		# written by the smoke test
		service_uid = 900
		service_gid = 900
		caller_uids = 1500
		caller_gids = 1600-1610
		target_uids = 2001-2050
		target_gids = 2001-2050 3000
		guardian_uid_offset = 10000
		decider = /opt/smoke/fake_decider
		warm = off
		socket = /run/warm.socket
		record_directory = /run/mapexec
		lock_directory = /run/locks
		decision_timeout_ms = 3000
		log_only = 0
	END
	for line; do
		sed -i "/^${line%% *} /d" /etc/mapexec/helper.conf
		echo "$line" >>/etc/mapexec/helper.conf
	done
	chmod 644 /etc/mapexec/helper.conf
}

helper=/opt/smoke/mapexec-helper
as() { local uid=$1; shift; setpriv --reuid "$uid" --regid "$uid" --groups "$uid",77 "$@"; }
# in the background; sets $started to the very process
spawn() { local uid=$1; shift; setpriv --reuid "$uid" --regid "$uid" --groups "$uid",77 "$@" & started=$!; }
# launch [NAME=VALUE]... -- COMMAND...: as the caller; sets $out, $err, $code
launch() { run_as 1500 $helper "$@"; }
run_as() {
	local uid=$1; shift
	out=$(as "$uid" "$@" 2>/run/err </dev/null)
	code=$?
	err=$(cat /run/err)
}
expect() { # expect TITLE CODE [PATTERN in out+err]
	if [ "$code" = "$2" ] && [[ $out$err =~ ${3-} ]]; then ok "$1"; else not_ok "$1" "code $code, out: $out err: $err"; fi
}
refuses() { # refuses TITLE CODE REASON: also the one-line form
	if [ "$code" = "$2" ] && [[ $err =~ ^mapexec:\ $2\ $3:\ .*\(ref\ [0-9a-f]{16}\)$ ]]; then ok "refuses $1 ($3)"
	else not_ok "refuses $1 ($3)" "code $code, err: $err"; fi
}
check() { local title=$1; shift; if "$@" >/run/err 2>&1; then ok "$title"; else not_ok "$title" "$* $(cat /run/err)"; fi; }
# processes of the target accounts and their guardians
left() { ps -eo pid,ruid,args --no-headers | awk '$2 >= 2001 && $2 <= 2050 || $2 >= 12001 && $2 <= 12050'; }
nothing_left() { [ -z "$(left)" ] || { left; return 1; }; }
until_true() { local n; for n in $(seq 100); do "$@" && return 0; sleep 0.05; done; return 1; }
busy() { [ "$(left | wc -l)" -ge "$1" ]; }
gone() { until_true nothing_left 2>/dev/null; }
last_record() { cat "/run/mapexec/$(ls -t /run/mapexec | grep -v ended | head -1)"; }
probe=/opt/smoke/probe
conf

# --- identity ---------------------------------------------------------------------------------------------------
if group identity; then
	launch groups=3000,2002 umask=027 nnp=1 -- $probe show
	check 'the payload has the four uids of the target' grep -qx $'Uid:\t2001\t2001\t2001\t2001' <<<"$out"
	check 'the payload has the four gids of the target' grep -qx $'Gid:\t2001\t2001\t2001\t2001' <<<"$out"
	check 'the payload has exactly its groups' grep -qx $'Groups:\t2002 3000 ' <<<"$out"
	for set in Inh Prm Eff Amb; do
		check "the payload has no capability in $set" grep -qx $'Cap'$set$':\t0000000000000000' <<<"$out"
	done
	check 'no_new_privs is set' grep -qx $'NoNewPrivs:\t1' <<<"$out"
	check 'no signal is ignored' grep -qx $'SigIgn:\t0000000000000000' <<<"$out"
	check 'no signal is blocked' grep -qx $'SigBlk:\t0000000000000000' <<<"$out"
	check 'the umask is set' grep -q '^umask 027 cwd / ' <<<"$out"
	check 'no further descriptor is open' [ "$(grep -c '^fd' <<<"$out")" = 3 ]
	launch session=1 -- $probe show
	check 'session new makes a session leader' grep -qE ' sid ([0-9]+) pid \1$' <<<"$out"
	launch session=0 -- $probe show
	check 'session keep keeps the session' grep -qvE ' sid ([0-9]+) pid \1$' <<<"$out"
	launch env=A=1 env=B=2 -- /usr/bin/env
	check 'the environment is exactly what was ordered' [ "$out" = $'A=1\nB=2' ]
	launch limit=7:100:200 -- $probe show
	check 'a limit is set' grep -qx 'limit 7 100 200' <<<"$out"
	out=$(as 1500 prlimit --nofile=77:90 $helper limit=7:50:100 -- /bin/true 2>/run/err); code=$?; err=$(cat /run/err)
	refuses 'a hard limit above the caller'\''s' 202 switch-failed
fi

# --- ends -------------------------------------------------------------------------------------------------------
if group ends; then
	for n in 0 7 200 205 255; do launch -- $probe exit $n; expect "exit $n stays $n" $n '^$'; done
	for n in 201 202 203 204; do launch -- $probe exit $n; expect "exit $n becomes 204" 204 '^$'; done
	launch -- $probe die 9; expect 'death by SIGKILL is 137' 137 '^$'
	check 'the end line says signal 9' grep -q '"exit":null,"signal":9,"code":137,"reason":null' <<<"$(last_record)"
	launch -- $probe exit 203
	check 'the end line keeps the real code' grep -qE '^\{"event":"end","ref":"[0-9a-f]{16}","time":[0-9]+\.[0-9]{6},"exit":203,"signal":null,"code":204,"reason":null,"rusage":\{"user":[0-9]+\.[0-9]{6},"system":[0-9]+\.[0-9]{6},"maxrss":[0-9]+,"minflt":[0-9]+,"majflt":[0-9]+\}\}$' <<<"$(last_record)"
	check 'a finished record is marked' [ "$(stat -c %h "/run/mapexec/ended/$(ls -t /run/mapexec/ended | head -1)")" = 2 ]
	launch -- /does/not/exist; refuses 'a missing command' 201 command-missing
	check 'the end line has the reason' grep -q '"exit":null,"signal":null,"code":201,"reason":"command-missing"' <<<"$(last_record)"
	launch -- /etc/passwd; refuses 'a file that is not executable' 201 command-not-executable
	printf '#!/does/not/exist\n' >/opt/smoke/script && chmod 755 /opt/smoke/script
	launch -- /opt/smoke/script; refuses 'a script without its interpreter' 201 bad-interpreter
	printf 'nothing' >/opt/smoke/junk && chmod 755 /opt/smoke/junk
	launch -- /opt/smoke/junk; refuses 'a file that is no program' 201 bad-interpreter
	x=$(head -c 100000 /dev/zero | tr '\0' x)
	launch limit=3:131072:131072 "env=A=$x" "env=B=$x" -- /bin/true
	refuses 'arguments that the stack limit does not hold' 201 arguments-too-long
	run_as 1500 prlimit --nproc=1 $helper -- /bin/true; refuses 'a caller over RLIMIT_NPROC' 202 no-process
	check 'a retryable refusal says so' grep -q '(retry may help) (ref' <<<"$err"
	for n in 1 2 3; do spawn 2001 sleep 60; done; until_true busy 3
	run_as 1500 prlimit --nproc=2 $helper reap=1 -- /bin/true; refuses 'a payload over RLIMIT_NPROC' 202 no-process
	launch -- /bin/true; wait
	run_as 1500 $probe fd9 $helper statusfd=9 -- $probe exit 201
	check 'the status line tells the payload'\''s code' grep -qE '^\{"code":204,"reason":"payload-code","retryable":false,"ref":"[0-9a-f]{16}","payload":\{"exit":201,"signal":null\}\}$' /tmp/status-line
	run_as 1500 $probe fd9 $helper statusfd=9 -- /does/not/exist
	check 'the status line tells a refusal' grep -qE '"code":201,"reason":"command-missing","retryable":false,"ref":"[0-9a-f]{16}","payload":null' /tmp/status-line
	launch statusfd=9 -- /bin/true; refuses 'a status descriptor that was not passed' 201 status-fd-invalid
	run_as 1500 $probe wait4 $helper -- $probe cpu
	expect 'wait4 of the helper accounts the payload'\''s CPU time' 0 'enough'
fi

# --- refusals ---------------------------------------------------------------------------------------------------
if group refusals; then
	run_as 1501 $helper -- /bin/true; refuses 'an unlisted caller' 203 caller-not-listed
	check 'nothing of the policy is told to the caller' grep -qv 'uid' <<<"$err"
	run_as 1605 $helper -- $probe exit 5; expect 'a caller listed by group may ask' 5 '^$'
	conf 'caller_gids = 12005 12051'
	run_as 12051 $helper -- $probe exit 5; expect 'a caller listed by group may have any uid' 5 '^$'
	run_as 12005 $helper -- /bin/true; refuses 'but that of a guardian' 203 caller-not-listed
	conf; run_as 0 $helper -- /bin/true; refuses 'root, who is not listed' 203 caller-not-listed
	conf 'caller_uids = 0-1500'; run_as 0 $helper -- /bin/true; refuses 'root in a range' 203 caller-not-listed
	conf 'caller_uids = 0'; out=$($helper -- $probe show 2>/run/err); code=$?; err=$(cat /run/err)
	expect 'root listed as 0 may ask, and the payload is the target' 0 $'Uid:\t2001\t2001\t2001\t2001'
	check 'a payload of root has no capability' grep -qx $'CapPrm:\t0000000000000000' <<<"$out"
	conf
	for uid in 0 900 2000 2051 1500 12001 4294967295; do launch uid=$uid -- /bin/true; refuses "uid $uid" 202 out-of-bounds; done
	for gid in 0 900 1500 4294967295; do launch gid=$gid -- /bin/true; refuses "gid $gid" 202 out-of-bounds; done
	launch groups=3000,0 -- /bin/true; refuses 'group 0' 202 out-of-bounds
	check 'a refusal after LAUNCH ends the record' grep -q '"reason":"out-of-bounds"' <<<"$(last_record)"
	launch bad=crash -- /bin/true; refuses 'a decider that crashes' 202 decider-failed
	check 'the message names the signal' grep -q 'signal 6' <<<"$err"
	launch bad=exit -- /bin/true; refuses 'a decider that exits' 202 decider-failed
	conf 'decision_timeout_ms = 300'
	launch bad=hang -- /bin/true; refuses 'a decider that hangs' 202 decision-timeout
	launch bad=silent-close -- /bin/true; refuses 'a decider that only closes' 202 decider-failed
	conf
	launch bad=unknown-type -- /bin/true; refuses 'an unknown message' 202 protocol
	launch bad=huge -- /bin/true; refuses 'a huge frame' 202 protocol
	launch bad=garbage -- /bin/true; refuses 'garbage' 202 protocol
	launch bad=partial -- /bin/true; refuses 'half a frame' 202 decider-failed
	launch bad=twice -- /bin/true; refuses 'a repeated tag' 202 protocol
	launch bad=reads -- /bin/true; refuses 'a seventeenth READ' 202 protocol
	launch -- relative/path; refuses 'a relative command' 202 protocol
	launch label=smack:x -- /bin/true; refuses 'an unknown kind of label' 202 protocol
	launch label=selinux:a:b:c:d -- /bin/true; refuses 'a label where there is no SELinux' 202 label-failed
	launch bad=lingers -- $probe exit 4; expect 'a decider that lingers is killed first' 4 '^$'
	check 'no decider is left' [ -z "$(ps -eo ruid --no-headers | grep -w 900)" ]
	for path in /run/mapexec/../mapexec/x /run/x /run/mapexec/ended/x /run/mapexec/absent /run/mapexec/; do
		launch record=$path -- /bin/true; refuses "the record $path" 202 record-failed
	done
	ln -s /etc/passwd /run/mapexec/link; launch record=/run/mapexec/link -- /bin/true
	refuses 'a record that is a link' 202 record-failed
	launch print=12:hello statusfd=9; refuses 'PRINT to a descriptor that was not passed' 201 status-fd-invalid
	launch print=12:hello; expect 'PRINT prints and ends' 12 '^hello$'
	nothing_left; check 'no refusal leaves a process' nothing_left
fi

# --- configuration ----------------------------------------------------------------------------------------------
if group configuration; then
	file=/etc/mapexec/helper.conf
	mv $file $file.away; launch -- /bin/true; refuses 'an absent configuration' 202 helper-config-absent; mv $file.away $file
	chmod 666 $file; launch -- /bin/true; refuses 'a writable configuration' 202 helper-config-untrusted; chmod 644 $file
	chown 1500 $file; launch -- /bin/true; refuses 'a configuration of somebody else' 202 helper-config-untrusted; chown 0 $file
	chmod 777 /etc/mapexec; launch -- /bin/true; refuses 'a writable directory' 202 helper-config-untrusted
	check 'the message names the component' grep -q '/etc/mapexec is writable' <<<"$err"; chmod 755 /etc/mapexec
	mv $file $file.away; ln -s helper.conf.away $file; launch -- /bin/true
	refuses 'a link' 202 helper-config-untrusted; rm $file
	mkfifo $file; launch -- /bin/true; refuses 'a pipe' 202 helper-config-untrusted; rm $file; mv $file.away $file
	conf 'nonsense = 1'; launch -- /bin/true; refuses 'an unknown key' 202 helper-config-syntax
	check 'the message has file and line' grep -q '/etc/mapexec/helper.conf:16: ' <<<"$err"
	conf 'target_uids = 0-5000'; launch -- /bin/true; refuses 'a range with 0' 202 helper-config-syntax
	conf 'decider = /tmp/decider'; cp /opt/smoke/fake_decider /tmp/decider; launch -- /bin/true
	refuses 'a decider in a directory of everybody' 202 decider-untrusted
	conf 'decider = /opt/smoke/fake_decider /tmp/decider'; launch -- /bin/true
	refuses 'a script in a directory of everybody' 202 decider-untrusted
	conf 'decider = /opt/smoke/junk0'; printf x >/opt/smoke/junk0; launch -- /bin/true
	refuses 'a decider that cannot be executed' 202 decider-failed
	conf
fi

# --- world ------------------------------------------------------------------------------------------------------
if group world; then
	run_as 1500 setpriv --no-new-privs $helper -- /bin/true; refuses 'under no_new_privs' 202 no-new-privs
	run_as 1500 /run/nosuid/mapexec-helper -- /bin/true; refuses 'on a nosuid mount' 202 nosuid-mount
	run_as 1500 /opt/smoke/bare -- /bin/true; refuses 'without file capabilities' 202 capabilities-missing
	out=$(setpriv --bounding-set -setgid --reuid 1500 --regid 1500 --clear-groups $helper -- /bin/true 2>/run/err)
	code=$? err=$(cat /run/err); refuses 'without cap_setgid in the bounding set' 202 bounding-set
	out=$(setpriv --securebits +noroot --reuid 1500 --regid 1500 --clear-groups $helper -- /bin/true 2>/run/err)
	code=$? err=$(cat /run/err); refuses 'with securebits' 202 securebits
	out=$(as 1501 unshare -U --map-user=1500 --map-group=1500 $helper -- /bin/true 2>/run/err)
	code=$? err=$(cat /run/err); refuses 'in a user namespace that maps to a listed caller' 202 namespace-untrusted
	out=$(as 1500 unshare -Ur $helper -- /bin/true 2>/run/err)
	code=$? err=$(cat /run/err); refuses 'in a user namespace as its root' 202 namespace-untrusted
	run_as 1500 $probe ignore-sigchld $helper -- $probe exit 7; expect 'an ignored SIGCHLD loses no status' 7 '^$'
	run_as 1500 $probe ignore-sigchld $helper -- $probe show
	check 'ignored and blocked signals do not reach the payload' [ "$(grep -cE '^Sig(Ign|Blk):.0000000000000000$' <<<"$out")" = 2 ]
	run_as 1500 $probe close-stdio $helper -- $probe exit 7; expect 'closed descriptors 0-2 do not matter' 7 '^$'
	run_as 1500 $probe close-stdio $helper -- /bin/sh -c 'exec >/tmp/out.$$ && cd /proc/self/fd && echo * >/tmp/fds'
	check 'the payload finds 0-2 open then' grep -q '^0 1 2' /tmp/fds
	run_as 1500 $probe leak $helper -- $probe show
	check 'descriptors of the caller do not reach the payload' [ "$(grep -c '^fd' <<<"$out")" = 3 ]
	run_as 1500 $probe leak $helper self=1
	check 'they do not reach the decider either' [ "$(grep '^fd' <<<"$out" | tr '\n' ' ')" = 'fd 0 fd 1 fd 2 fd 3 ' ]
	run_as 1500 $probe alarm $helper -- /bin/sleep 1.3; expect 'an alarm of the caller does not fire' 0 '^$'
	run_as 1500 $probe low-limits $helper -- $probe show; expect 'hostile limits are eased for us' 0 'limit 1 0 '
	check 'and given back to the payload' grep -qE '^limit 7 8 4096' <<<"$out"
	for fake in 'setgroups 116' 'setresuid 117' 'setresgid 119' 'capset 126' 'keyctl 250'; do
		for error in 0 1; do
			out=$($probe fake "${fake#* }" $error $helper -- /bin/echo ran 2>/run/err </dev/null); code=$? err=$(cat /run/err)
			if [ "$code" = 202 ] && [ -z "$out" ] && [[ $err == 'mapexec: 202 switch-failed'* ]]; then ok "refuses a ${fake% *} that answers $error"
			else not_ok "refuses a ${fake% *} that answers $error" "code $code, out: $out, err: $err"; fi
		done
	done
	launch self=1
	check 'the decider'\''s environment is fixed' [ "$(grep ^env <<<"$out" | tr '\n' ' ')" = 'env PATH=/usr/bin:/bin env LANG=C.UTF-8 env HOME=/ ' ]
	check 'the decider is the service account' grep -qx $'Uid:\t900\t900\t900\t900' <<<"$out"
	check 'the decider has only the service group' grep -qx $'Groups:\t900 ' <<<"$out"
	check 'the decider has no capability' grep -qx $'CapPrm:\t0000000000000000' <<<"$out"
	check 'the decider has a session of its own' grep -qE '^sid ([0-9]+) pid \1$' <<<"$out"
	run_as 1500 $probe key $helper -- $probe find-key; expect 'a key of the caller is not found by the payload' 0 '^no key$'
	run_as 1500 $probe key $probe find-key; expect '(the caller itself finds it)' 0 '^key$'
	check 'the helper is a static PIE without RPATH' bash -c "readelf -ld $here/build/mapexec-helper | grep -q BIND_NOW && ! readelf -ld $here/build/mapexec-helper | grep -qE 'INTERP|NEEDED|RPATH|RUNPATH|RWE'"
fi

# --- read -------------------------------------------------------------------------------------------------------
if group read; then
	f=/tmp/secret; echo content >$f; chown 1500 $f; chmod 600 $f
	launch read=100:/tmp/secret; expect 'READ gives the caller'\''s file with facts' 0 'errno=0 mode=100600 uid=1500 size=8 data=content'
	launch read=8:/tmp/secret; expect 'a file as large as the cap is read' 0 'errno=0'
	launch read=7:/tmp/secret; expect 'a larger one is EFBIG' 0 'errno=27 mode=100600 uid=1500 size=8 $'
	chown 900 $f; launch read=100:/tmp/secret; expect 'a file of the service account is not readable by a caller' 0 'errno=13 $'
	chown 0:77 $f; chmod 640 $f; launch read=100:/tmp/secret; expect 'a supplementary group of the caller counts' 0 'errno=0'
	chown 0:900 $f; launch read=100:/tmp/secret; expect 'the group of the service account does not' 0 'errno=13 $'
	launch read=100:/etc/shadow; expect 'a file of root is not readable' 0 'errno=13 $'
	launch read=100:/tmp/absent; expect 'an absent file is ENOENT' 0 'errno=2 $'
	mkfifo /tmp/pipe; chmod 666 /tmp/pipe
	launch read=100:/tmp/pipe; expect 'a pipe is EINVAL, at once' 0 'errno=22 $'
	launch read=100:/dev/zero; expect 'a device is EINVAL' 0 'errno=22 $'
	launch read=100:/tmp; expect 'a directory is EINVAL' 0 'errno=22 $'
	launch read=100:/proc/self/environ; expect 'the helper'\''s own /proc is closed' 0 'errno=13 $'
	: >$f; chmod 644 $f; launch read=100:/tmp/secret; expect 'an empty file is read' 0 'errno=0 .*size=0 data=$'
	conf 'caller_uids = 1500 0'
	echo r >$f; chown 1500 $f; chmod 600 $f
	out=$($helper read=100:/tmp/secret 2>/run/err); code=$?; err=$(cat /run/err)
	expect 'root as the caller reads without its capabilities' 0 'errno=13'
	conf
fi

# --- payload's surroundings -------------------------------------------------------------------------------------
if group surroundings; then
	mkdir -p /tmp/mine && chown 1500:1500 /tmp/mine && chmod 700 /tmp/mine
	out=$(cd / && setpriv --reuid 1500 --regid 1500 --clear-groups sh -c "cd /tmp/mine && exec $helper cwd= -- /bin/pwd" 2>/run/err)
	code=$? err=$(cat /run/err); refuses 'a directory that the target cannot enter' 201 cwd-inaccessible
	chmod 711 /tmp/mine
	out=$(setpriv --reuid 1500 --regid 1500 --clear-groups sh -c "cd /tmp/mine && exec $helper cwd= -- /bin/pwd" 2>/run/err)
	code=$? err=$(cat /run/err); expect 'the caller'\''s directory is entered by descriptor' 0 '^/tmp/mine$'
	launch cwd=/does/not/exist -- /bin/true; refuses 'an absent directory' 201 cwd-inaccessible
	launch cwd=/usr -- /bin/pwd; expect 'a directory by name is entered' 0 '^/usr$'
	launch stdin=bytes:hello -- /bin/sh -c 'cat; echo x >&0 2>/dev/null || echo " sealed"'
	expect 'bytes are the standard input, and cannot be changed' 0 '^hello sealed$'
	launch stdin=null -- /bin/cat; expect '/dev/null as standard input' 0 '^$'
	out=$(echo given | as 1500 $helper -- /bin/cat); code=$?; expect 'the caller'\''s standard input' 0 '^given$'
	launch create=2:1:0700:/tmp/work: create=1:1:0600:/tmp/work/proxy:PROXY -- /bin/sh -c 'ls -ln /tmp/work/proxy; cat /tmp/work/proxy; mkdir -p /tmp/work/a/b; ln -s /etc /tmp/work/a/etc; chmod 0 /tmp/work/a'
	expect 'files are created as the target' 0 '^-rw------- 1 2001 2001 .*PROXY$'
	check 'and removed at the end, with what is in them' [ ! -e /tmp/work ]
	check 'without following links' [ -e /etc/passwd ]
	launch create=1:1:0600:/tmp/kept:a create=1:0:0640:/tmp/stays:b -- /bin/true
	check 'only what is to be removed is removed' bash -c "[ ! -e /tmp/kept ] && [ \$(stat -c %a /tmp/stays) = 640 ]"
	launch create=1:0:0600:/tmp/stays:new -- /bin/cat /tmp/stays; expect 'a file of the target is replaced' 0 '^new$'
	echo other >/tmp/other; chmod 666 /tmp/other
	launch create=1:1:0600:/tmp/other:evil -- /bin/true; refuses 'to overwrite a file of somebody else' 201 target-proxy
	check 'which stays as it was' grep -qx other /tmp/other
	ln -s /tmp/other /tmp/trap; launch create=1:0:0600:/tmp/trap:evil -- /bin/true; refuses 'to follow a link' 201 target-proxy
	ln /tmp/stays /tmp/second; launch create=1:0:0600:/tmp/stays:evil -- /bin/true
	refuses 'to replace a file with two names' 201 target-proxy
	mkdir /tmp/before && chown 2001 /tmp/before && echo x >/tmp/before/x
	launch create=2:1:0700:/tmp/before: -- /bin/true; refuses 'to remove a directory that was there before' 201 target-proxy
	check 'and leaves it' [ -e /tmp/before/x ]
	launch create=1:1:0600:/tmp/first:a create=1:0:0600:/absent/second:b -- /bin/true
	refuses 'a file in an absent directory' 201 target-proxy
	check 'what was created before the failure is removed' [ ! -e /tmp/first ]
	launch create=2:1:0700:/tmp/deep: -- /bin/sh -c 'cd /tmp/deep; i=0; while [ $i -lt 350 ]; do mkdir d && cd d || exit 1; i=$((i+1)); done'
	expect 'a deep tree can be made' 0; check 'and is removed' [ ! -e /tmp/deep ]
	mkdir /tmp/aim && chown 2001 /tmp/aim && touch /tmp/aim/file
	launch create=2:1:0700:/tmp/swap: -- /bin/sh -c 'mv /tmp/swap /tmp/swapped; mv /tmp/aim /tmp/swap'
	check 'a directory put in its place is not removed' [ -e /tmp/swap/file ]
fi

# --- supervision ------------------------------------------------------------------------------------------------
background() { spawn 1500 $helper "$@" </dev/null >/run/out 2>/run/err; }
has_payload() { [ -n "$(left)" ]; }
ready() { grep -q ready "$1" 2>/dev/null; }
state() { ps -o stat= -p "$1" | cut -c1; }
payload_state() { ps -eo ruid,stat --no-headers | awk '$1 == 2001 {print substr($2, 1, 1)}'; }
is_state() { [ "$(state "$2")" = "$1" ]; }
payload_is() { [ "$(payload_state)" = "$1" ]; }
kill_as_caller() { as 1500 /bin/kill "$@"; }
if group supervision; then
	f=/tmp/growing
	launch -- $probe daemon /tmp/growing; expect 'a daemon does not hold the launch' 0
	check 'and does not outlive it' nothing_left
	rm -f $f; launch reap=1 -- $probe daemon /tmp/growing; check 'nor in tree mode' nothing_left
	rm -f $f; launch grace=300 -- /bin/sh -c '(trap "echo term >/tmp/term; exit" TERM; while :; do sleep 0.02; done) & sleep 0.1'
	check 'with a grace time SIGTERM comes first' grep -q term /tmp/term; check 'and then nothing is left' nothing_left
	for mode in 0 1; do
		rm -f $f; launch reap=$mode limit=6:300:300 -- $probe bomb-and-leave /tmp/growing
		expect "a fork bomb ends with the launch (reap $mode)" 0; check "nothing of it is left (reap $mode)" nothing_left
	done
	rm -f $f; background -- $probe trap /tmp/growing; until_true ready $f
	for number in 1 2 3 10 12 14 28 18; do kill_as_caller -$number $started; sleep 0.05; done
	kill_as_caller -15 $started; wait $started; code=$?
	check 'each signal is forwarded once, in order' [ "$(tr '\n' ' ' <$f)" = 'ready 1 2 3 10 12 14 28 18 15 ' ]
	check 'and the payload'\''s own end is the result' [ $code = 42 ]
	background -- /bin/sleep 60; until_true has_payload; sleep 0.1
	kill_as_caller -TERM $started; wait $started; check 'death by a forwarded SIGTERM is 143' [ $? = 143 ]
	background -- /bin/sleep 60; until_true payload_is S; sleep 0.1; kill_as_caller -TSTP $started
	check 'a SIGTSTP stops the payload' until_true payload_is T; check 'and the helper with it' until_true is_state T $started
	kill_as_caller -CONT $started; check 'SIGCONT continues both' until_true payload_is S
	check 'and the helper waits again' until_true is_state S $started
	guardian=$(left | awk '$2 == 12001 {print $1}')
	check 'the guardian has uids of its own' grep -qx $'Uid:\t12001\t2001\t12001\t2001' /proc/$guardian/status
	check 'the supervisor is caller, service, service' grep -qx $'Uid:\t1500\t900\t900\t900' /proc/$started/status
	check 'no capability is effective while it waits' grep -qx $'CapEff:\t0000000000000000' /proc/$started/status
	check 'nor in the guardian' grep -qx $'CapEff:\t0000000000000000' /proc/$guardian/status
	check 'the guardian has no descriptor of the caller' bash -c "! ls -l /proc/$guardian/fd | grep -E 'run/(out|err)|/dev/[^n]'"
	check 'and no more than it needs' [ "$(ls /proc/$guardian/fd | wc -l)" -le 9 ]
	run_as 1500 /bin/kill -9 $guardian; expect 'the caller cannot kill the guardian' 1
	run_as 2001 /bin/kill -9 $guardian; expect 'the target account cannot kill the guardian' 1
	run_as 2001 /bin/kill -9 $started; expect 'nor the supervisor' 1
	run_as 2001 cat /proc/$started/environ; expect 'nor read its environment' 1
	run_as 1500 cat /proc/$guardian/environ; expect 'nor can the caller that of the guardian' 1
	kill_as_caller -KILL $started; wait $started 2>/dev/null
	check 'the payload dies with a killed supervisor' gone
	sleep 0.1; check 'and the guardian ends the record' grep -q '"signal":9,"code":202,"reason":"supervisor-killed"' <<<"$(last_record)"
	rm -f $f; background limit=6:300:300 -- $probe bomb /tmp/growing; sleep 0.3
	kill_as_caller -KILL $started; wait $started 2>/dev/null; check 'a fork bomb dies with a killed supervisor' gone
	rm -f $f; background -- $probe traced /tmp/growing; until_true ready $f
	kill_as_caller -KILL $started; wait $started 2>/dev/null; check 'and so does a payload traced by its child' gone
	background -- /bin/sleep 60; until_true payload_is S
	kill -9 "$(left | awk '$2 == 12001 {print $1}')"; wait $started; code=$? err=$(cat /run/err) out=
	refuses 'to go on without a guardian' 202 supervision-failed; check 'and leaves nothing' nothing_left
	check 'and ends the record' grep -q '"reason":"supervision-failed"' <<<"$(last_record)"
	for n in 11 12 13 14 15 16 17 18; do background uid=20$n -- /bin/sleep 60; done; until_true busy 16
	total=0
	helpers=$(pgrep -f '^/opt/smoke/mapexec-helper uid=20')
	check 'each launch is two processes of ours while it waits' [ "$(wc -w <<<$helpers)" = 16 ]
	for pid in $helpers; do total=$((total + $(awk '/^Pss:/ {print $2}' /proc/$pid/smaps_rollup))); done
	[ -z "${SMOKE_SMAPS-}" ] || cat /proc/$started/smaps /proc/$(left | awk '$2 == 12018 {print $1}')/smaps >/dev/fd/7
	check "with eight payloads, supervisor and guardian need at most 64 KiB of each ($((total / 8)))" [ $total -le 512 ]
	pkill -TERM -f '^/opt/smoke/mapexec-helper uid'; wait; check 'eight launches end together' nothing_left
	rm -f $f; background -- /bin/sh -c "echo ready >/tmp/growing; sleep 0.8; exit 9"; first=$started; until_true ready $f
	launch -- $probe exit 3; expect 'a second launch on the account has its own end' 3
	check 'which does not kill the first' has_payload
	wait $first; check 'the first keeps its result' [ $? = 9 ]
	check 'and then nothing is left' nothing_left
	rm -f $f; background -- /bin/sleep 60; first=$started; until_true payload_is S
	background -- $probe daemon /tmp/growing; wait $started; n=$(stat -c %s $f 2>/dev/null); sleep 0.1
	check 'a daemon of one of two launches dies with its own' [ "$(stat -c %s $f 2>/dev/null)" = "$n" ]
	kill_as_caller -TERM $first; wait $first; check 'the other is untouched until its own end' [ $? = 143 ]
	spawn 2001 setsid sleep 50; stray=$started
	until_true payload_is S; launch -- /bin/true
	check 'the last launch leaves nothing of the account, whoever started it' gone; wait $stray 2>/dev/null
	spawn 900 $probe lock /run/locks/2001 3; locker=$started
	until_true test -s /run/locks/2001
	conf 'decision_timeout_ms = 300'
	launch -- /bin/true; refuses 'an account that is being cleaned' 202 account-busy; kill $locker; wait $locker 2>/dev/null; conf
fi

# --- log only, warm, log ----------------------------------------------------------------------------------------
if group variants; then
	conf 'log_only = 1'
	launch uid=2001 gid=2001 groups=2001 -- /bin/true; refuses 'another account in log-only mode' 202 out-of-bounds
	launch uid=1500 gid=1500 groups=3000 -- /bin/true; refuses 'a group that the caller has not' 202 out-of-bounds
	spawn 1500 sleep 30; bystander=$started
	launch uid=1500 gid=1500 groups=77 reap=0 -- $probe show
	expect 'log-only runs as the caller' 0 $'Uid:\t1500\t1500\t1500\t1500'
	check 'without capabilities' grep -qx $'CapPrm:\t0000000000000000' <<<"$out"
	launch uid=1500 gid=1500 groups=77 reap=0 -- $probe daemon /tmp/log-only-daemon; sleep 0.05
	check 'and cleans up after itself' [ -z "$(pgrep -f '^/opt/smoke/probe')" ]
	check 'but never kills by account' kill -0 $bystander; kill $bystander; wait $bystander 2>/dev/null
	conf 'warm = require'
	launch -- /bin/true; refuses 'to start cold where the service is required' 202 service-unavailable
	conf 'warm = prefer'
	launch -- $probe exit 6; expect 'a cold start replaces an absent service' 6
	spawn 1501 /opt/smoke/fake_decider /tmp/impostor.socket /tmp/impostor.log 2>/dev/null; impostor=$started
	until_true test -S /tmp/impostor.socket; chmod 777 /tmp/impostor.socket
	conf 'warm = require' 'socket = /tmp/impostor.socket'
	launch -- /bin/true; refuses 'a service of another account' 202 service-unavailable; kill $impostor 2>/dev/null; wait $impostor 2>/dev/null
	mkdir -p /run/service && chown 900 /run/service
	spawn 900 /opt/smoke/fake_decider /run/service/socket /run/service/log; service=$started
	until_true test -S /run/service/socket; conf 'warm = require' 'socket = /run/service/socket'
	launch -- $probe exit 6; expect 'the service decides' 6
	launch events=1 -- $probe exit 6; sleep 0.1
	check 'and hears of start and end where it wants to' [ "$(tr '\n' ' ' </run/service/log)" = 'message 3 message 4 ' ]
	launch print=3:warm; expect 'and prints' 3 '^warm$'
	conf 'warm = prefer' 'socket = /run/service/socket'
	launch bad=exit -- /bin/true; refuses 'when warm and cold both die' 202 decider-failed; wait $service 2>/dev/null
	rm /run/service/socket; spawn 900 $probe dying-service /run/service/socket; service=$started
	until_true test -S /run/service/socket
	launch -- $probe exit 8; expect 'a service that dies before its answer is replaced by a cold start' 8; wait $service
	conf 'syslog_socket = /tmp/log'
	spawn 0 $probe datagram /tmp/log /tmp/logged; logger=$started
	until_true test -S /tmp/log; run_as 1501 $helper -- /bin/true; wait $logger
	ref=${err##*ref }; ref=${ref%)}
	check 'a refusal is found in the log by its reference' grep -qE "^<84>[A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8} mapexec-helper\[[0-9]+\]: ref=$ref code=203 reason=caller-not-listed caller=1501 detail=uid 1501 gid 1501$" /tmp/logged
	conf
fi

echo "$passed passed, $failed failed"
[ $failed = 0 ]
