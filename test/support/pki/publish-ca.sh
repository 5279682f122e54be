#!/bin/sh
# Puts a CA into the CA directory of a test PKI: certificate under the new and the old subject hash, CRL, signing_policy,
# namespaces. Usage: publish-ca.sh DIR CERT KEY 'PATTERN OF SUBJECTS'
set -eu
dir=$1 cert=$2 key=$3 pattern=$4
out=$dir/certificates
mkdir -p "$out"
name=$(openssl x509 -noout -fingerprint -sha256 -in "$cert" | tr -dc '0-9A-Fa-f' | tail -c 16)
subject=$(openssl x509 -noout -subject -nameopt compat -in "$cert" | sed 's/^subject= *//')
case $subject in /*) ;; *) subject=/$(printf %s "$subject" | sed 's/, /\//g') ;; esac
cp "$cert" "$out/$name.pem"
openssl ca -gencrl -config "$dir/ca/ca.cnf" -cert "$cert" -keyfile "$key" -out "$out/$name.crl" 2>/dev/null
printf "access_id_CA   X509    '%s'\npos_rights     globus  CA:sign\ncond_subjects  globus  '\"%s\"'\n" "$subject" "$pattern" \
	>"$out/$name.signing_policy"
printf '#NAMESPACES-VERSION: 1.0\nTO Issuer "%s" \\\n  PERMIT Subject "%s"\n' "$subject" \
	"$(printf %s "$pattern" | sed 's/\*/.*/g')" >"$out/$name.namespaces"
for hash in $(openssl x509 -noout -subject_hash -in "$cert") $(openssl x509 -noout -subject_hash_old -in "$cert"); do
	number=0
	while [ -e "$out/$hash.$number" ]; do number=$((number + 1)); done
	ln -s "$name.pem" "$out/$hash.$number"
	ln -s "$name.crl" "$out/$hash.r$number"
	for kind in signing_policy namespaces; do
		[ -e "$out/$hash.$kind" ] || ln -s "$name.$kind" "$out/$hash.$kind"
	done
done
