#!/bin/sh
# A proxy of one of the users of a test PKI.
# Usage: make-proxy.sh DIR USER OUT [-rfc|-old|-draft|...]            by grid-proxy-init
#        make-proxy.sh DIR USER OUT --voms FQAN [FQAN...]             by voms-proxy-fake, VO testvo
set -eu
dir=$1 user=$2 out=$3
export HOME="$dir" # voms-proxy-fake keeps a seed file there
shift 3
from="-cert $dir/users/$user/cert.pem -key $dir/users/$user/key.pem -certdir $dir/certificates -out $out"
if [ "${1-}" = --voms ]; then
	shift
	fqans=
	for fqan in "$@"; do fqans="$fqans -fqan $fqan"; done
	# shellcheck disable=SC2086 # the lists are words by design
	voms-proxy-fake -quiet -rfc $from -hostcert "$dir/voms/cert.pem" -hostkey "$dir/voms/key.pem" -voms testvo \
		-uri voms.example.org:15000 $fqans >/dev/null
else
	[ $# -gt 0 ] || set -- -rfc
	# shellcheck disable=SC2086
	grid-proxy-init -q $from "$@" >/dev/null
fi
chmod 0600 "$out"
