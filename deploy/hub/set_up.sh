#!/bin/sh
# Set the class server up, or bring it up to date, as root: accounts, folders, permissions, lessons. It may be run again
# at any time, says what it does, and keeps what the class has made. README.md beside it says what has to be there before.
#
#     set_up.sh [LESSON ...]     release these lessons; without one, all of them
set -eu
umask 022

course=layer-by-layer
students=nbgrader-$course
instructors=formgrade-$course
programs=/opt/$course
source=$programs/source
files=/srv/$course
settings=/etc/$course
python=$programs/venv/bin/python
export PYTHONDONTWRITEBYTECODE=1 OPENBLAS_NUM_THREADS=1

say() { echo "set_up: $*"; }
stop() { echo "set_up: $*" >&2; exit 1; }
as_grader() {  # in the course's folder, without anything of root's environment
    runuser -u "$course" -- env -i HOME="$files/grader" PATH="$programs/venv/bin:/usr/bin:/bin" LANG=C.UTF-8 \
        PYTHONPATH="$files/course" NBGRADER_EXCHANGE="$files/exchange" OPENBLAS_NUM_THREADS=1 \
        $(cat "$settings/grader.env" 2> /dev/null || true) "$@"
}

[ "$(id -u)" = 0 ] || stop "Run this as root."
[ -x "$python" ] || stop "There is no $python: README.md says how to install it."
[ -x "$programs/node_modules/.bin/configurable-http-proxy" ] || stop "configurable-http-proxy is not in $programs."
[ -f "$source/nbgrader_config.py" ] || stop "The course is not in $source."
"$python" -c "import jupyterhub, nbgrader" || stop "The packages are not installed: README.md says how."

say "The course in $source, which has the solutions, is root's alone."
chmod 0700 "$source"

for group in "$students" "$instructors"; do
    if ! getent group "$group" > /dev/null; then
        groupadd "$group"
        say "Made the group $group."
    fi
done
install -d -m 0755 "$files" "$settings"
if ! getent passwd "$course" > /dev/null; then
    useradd --system --user-group --home-dir "$files/grader" --shell /usr/sbin/nologin "$course"
    say "Made the account $course, which grades."
fi
install -d -m 0700 -o "$course" -g "$course" "$files/grader" "$files/course"

say "Bringing the files of the course to $files/course, which only $course can open."
git -C "$source" -c safe.directory="$source" ls-files -z \
    | tar -C "$source" --null --files-from=- -cf - \
    | runuser -u "$course" -- tar -C "$files/course" -xf -
chmod 0700 "$files/course"

say "What is the cage made of, for $course?"
cd "$files/course"
as_grader "$python" -m grading cage
as_grader "$python" -c "import sys; from grading.sandbox.sandbox import survey; sys.exit(not survey().isolates)" \
    || stop "Nothing would be graded here: neither namespaces nor Landlock may be used. README.md says what to do."

# Everybody may put something in. Nobody may take away, rename or list what is another's.
[ -d "$files/exchange" ] || install -d -m 1777 -o "$course" -g "$course" "$files/exchange"
chmod 1777 "$files/exchange"
say "Releasing lessons to $files/exchange. This takes a few seconds for each."
as_grader "$python" -m grading prepare "$@"
chmod 3733 "$files/exchange/$course/inbound"

say "Laying what learners share, without a solution, in $files/handout."
(cd "$source" && PYTHONPATH="$source" "$python" -m grading handout "$@" > /dev/null)
rm -rf "$files/handout.new"
cp -R "$source/handout" "$files/handout.new"
rm -rf "$source/handout" "$source/handout.zip" "$files/handout.new/lessons"
env -u PYTHONDONTWRITEBYTECODE "$python" -m compileall -q "$files/handout.new/helpers" "$files/handout.new/grading"
chmod -R u=rwX,go=rX "$files/handout.new"
rm -rf "$files/handout.old"
[ ! -d "$files/handout" ] || mv "$files/handout" "$files/handout.old"
mv "$files/handout.new" "$files/handout"
rm -rf "$files/handout.old"

if [ ! -f "$settings/token.env" ]; then
    (umask 077 && echo "JUPYTERHUB_API_TOKEN=$("$python" -c 'import secrets; print(secrets.token_hex(32))')" \
        > "$settings/token.env")
    say "Made a token for the grader's server, in $settings/token.env, which only root can read."
fi
install -m 0644 "$source/deploy/hub/jupyterhub_config.py" "$settings/jupyterhub_config.py"
say "The hub's configuration is $settings/jupyterhub_config.py."
if [ -d /etc/systemd/system ]; then
    install -m 0644 "$source"/deploy/hub/*.service /etc/systemd/system
    say "The units are in /etc/systemd/system. To start both servers:"
    say "systemctl daemon-reload && systemctl enable --now $course-hub $course-grader"
fi
say "Done. Accounts are made with accounts.sh."
