# What the scripts in things/ have in common. Read by them, never run.

# lease HOSTNAME VENDOR-CLASS: takes a DHCP lease and keeps it.
lease() {
    busybox udhcpc -f -i eth0 -t 10 -T 1 -s "$LAB/lease" -x "hostname:$1" -V "$2" -O ntpsrv &
    until ip -4 address show dev eth0 | grep -q inet; do sleep 0.2; done
}

# every SECONDS COMMAND...: runs the command now and again after each pause, in the background.
every() {
    pause=$1
    shift
    while :; do
        "$@"
        sleep "$pause"
    done >/dev/null 2>&1 &
}

# get URL: asks for it by HTTP or HTTPS and does not wait long.
get() {
    curl --silent --insecure --connect-timeout 4 --max-time 6 "$1"
}

# serve: answers the controller on port 80.
serve() {
    mkdir -p "$STATE/www"
    echo ok >"$STATE/www/status"
    busybox httpd -f -p 80 -h "$STATE/www" &
}

# begin, finish: when an incident began and ended, for its truth.
begin() {
    date --utc +%Y-%m-%dT%H:%M:%S.%3NZ >"$STATE/began"
}

finish() {
    date --utc +%Y-%m-%dT%H:%M:%S.%3NZ >"$STATE/ended"
}
