#!/bin/sh
# Runs a command as a container of the image does: in a file system of its own, of which nothing can be written to but /tmp, as
# that user, without capabilities. Needs root, and a mount namespace of its own:
#
#   unshare --mount as-image.sh ROOT JAVA_HOME UID GID WORKDIR [FROM TO]... -- COMMAND...
#
# ROOT is an empty directory; FROM goes to TO in the image. Base system and Java are those of this machine.
set -eu
root=$1 java=$2 uid=$3 gid=$4 workdir=$5
shift 5

bind() {
  if [ -d "$1" ]; then
    mkdir -p "$root$2"
  else
    mkdir -p "$root$(dirname "$2")"
    touch "$root$2"
  fi
  mount --bind "$1" "$root$2"
  mount -o "remount,bind,${3:-ro}" "$root$2"
}

mount -t tmpfs -o mode=0755 image "$root"
bind /usr /usr
bind /etc /etc
bind "$java" "$java"
for directory in bin sbin lib lib64; do
  if [ -L "/$directory" ]; then
    ln -s "usr/$directory" "$root/$directory"
  elif [ -d "/$directory" ]; then
    bind "/$directory" "/$directory"
  fi
done
for device in null random urandom; do
  bind "/dev/$device" "/dev/$device" rw
done
while [ "$1" != -- ]; do
  bind "$1" "$2"
  shift 2
done
shift
mkdir "$root/proc" "$root/tmp"
mount --rbind /proc "$root/proc"
# As large as k8s/base lets it be.
mount -t tmpfs -o mode=1777,size=128m tmp "$root/tmp"
mount -o remount,ro "$root"

exec chroot "$root" setpriv --reuid="$uid" --regid="$gid" --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all \
  sh -c 'cd "$0" && exec "$@"' "$workdir" "$@"
