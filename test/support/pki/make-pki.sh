#!/bin/sh
# A throw-away grid PKI: CA directory (both hash links, CRL, signing_policy, namespaces), users, a VOMS server, a vomsdir.
# Usage: make-pki.sh DIR [USER...]        default users: alice bob
#
#   DIR/certificates          the CA directory (X509_CERT_DIR)
#   DIR/vomsdir/testvo        .lsc of the VOMS server (X509_VOMS_DIR)
#   DIR/ca/{cert,key}.pem     the CA; DIR/ca/ca.cnf and sign.sh issue more
#   DIR/users/NAME/{cert,key}.pem, DIR/voms/{cert,key}.pem
set -eu
umask 077

[ $# -ge 1 ] || { echo "usage: $0 DIR [USER...]" >&2; exit 2; }
command -v openssl >/dev/null || { echo "$0: openssl is missing; install the package openssl" >&2; exit 3; }
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
mkdir -p "$1"
dir=$(CDPATH='' cd -- "$1" && pwd)
shift
[ $# -gt 0 ] || set -- alice bob
base=/DC=org/DC=example

mkdir -p "$dir/ca/issued" "$dir/certificates" "$dir/vomsdir/testvo" "$dir/voms" "$dir/users"
: >"$dir/ca/index.txt"
echo 'unique_subject = no' >"$dir/ca/index.txt.attr"
echo 1000 >"$dir/ca/serial"
echo 01 >"$dir/ca/crlnumber"
cat >"$dir/ca/ca.cnf" <<EOF
[ca]
default_ca = this
[this]
database = $dir/ca/index.txt
new_certs_dir = $dir/ca/issued
serial = $dir/ca/serial
crlnumber = $dir/ca/crlnumber
default_md = sha256
default_days = 365
default_crl_days = 30
policy = anything
preserve = yes
unique_subject = no
crl_extensions = crl
[anything]
domainComponent = optional
countryName = optional
organizationName = optional
organizationalUnitName = optional
commonName = optional
emailAddress = optional
[crl]
authorityKeyIdentifier = keyid
[no-crl-extensions]
[req]
distinguished_name = empty
[empty]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[user]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth, clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
EOF

quietly() {
	"$@" 2>"$dir/ca/last-error" || { cat "$dir/ca/last-error" >&2; exit 1; }
}

quietly openssl req -x509 -new -newkey rsa:2048 -nodes -config "$dir/ca/ca.cnf" -extensions authority -sha256 -days 3650 \
	-subj "$base/CN=Example Test CA" -keyout "$dir/ca/key.pem" -out "$dir/ca/cert.pem"
quietly "$here/publish-ca.sh" "$dir" "$dir/ca/cert.pem" "$dir/ca/key.pem" "$base/*"

issue() { # DIRECTORY SECTION SUBJECT
	mkdir -p "$1"
	quietly openssl req -new -newkey rsa:2048 -nodes -config "$dir/ca/ca.cnf" -subj "$3" -keyout "$1/key.pem" -out "$1/request.pem"
	quietly openssl ca -batch -notext -config "$dir/ca/ca.cnf" -cert "$dir/ca/cert.pem" -keyfile "$dir/ca/key.pem" \
		-extensions "$2" -in "$1/request.pem" -out "$1/cert.pem"
	rm "$1/request.pem"
	chmod 0400 "$1/key.pem"
}

for user in "$@"; do
	issue "$dir/users/$user" user "$base/OU=People/CN=$user"
done
issue "$dir/voms" server "$base/OU=Hosts/CN=voms.example.org"
printf '%s\n' "$base/OU=Hosts/CN=voms.example.org" "$base/CN=Example Test CA" >"$dir/vomsdir/testvo/voms.example.org.lsc"

# Everything that decides is public; keys are not.
chmod -R go+rX "$dir/certificates" "$dir/vomsdir"
chmod 0755 "$dir"
