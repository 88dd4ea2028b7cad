#!/bin/sh
# Make accounts for the class, as root, or put those that are there into the class.
#
#     accounts.sh student NAME ...         accounts.sh instructor NAME ...
#
# An account that is new has no password, and cannot log in before you give it one: passwd NAME, or chpasswd for many.
set -eu
umask 077

stop() { echo "accounts: $*" >&2; exit 1; }

[ "$(id -u)" = 0 ] || stop "Run this as root."
[ $# -ge 2 ] || stop "Say student or instructor, and then names."
case $1 in
    student) group=nbgrader-layer-by-layer ;;
    instructor) group=formgrade-layer-by-layer ;;
    *) stop "$1 is neither student nor instructor." ;;
esac
shift
getent group "$group" > /dev/null || stop "There is no group $group: run set_up.sh first."

for name in "$@"; do
    case $name in
        layer-by-layer | root) stop "$name belongs to the machine." ;;
        *[!a-z0-9._-]* | [!a-z]*) stop "$name: a name starts with a letter, and has only a-z, 0-9, '.', '_' and '-'." ;;
    esac
done
for name in "$@"; do
    if ! getent passwd "$name" > /dev/null; then
        useradd --create-home --shell /bin/bash "$name"
        echo "accounts: Made $name."
    fi
    usermod --append --groups "$group" "$name"
    home=$(getent passwd "$name" | cut -d: -f6)
    chmod 0700 "$home"
    echo "accounts: $name is in $group, and $home is open to nobody else."
done
