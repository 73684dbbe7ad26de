#!/bin/sh
# The browser tests need Chromium and a Korean font, the tests of deploy/ nginx; install them where we may, else say so.
set -eu
has_font() { fc-list :lang=ko 2>/dev/null | grep -q .; }
has_browser() { command -v chromium >/dev/null 2>&1 || [ -n "${CHROMIUM:-}" ]; }
has_nginx() { command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ]; }
if has_browser && has_font && has_nginx; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium fonts-nanum fontconfig nginx-light \
        >/dev/null
    exit 0
fi
echo "The tests need Chromium, a Korean font and nginx: install the packages chromium," \
     "fonts-nanum and nginx-light (or set CHROMIUM to a Chromium and install any Korean font), then try again." >&2
exit 1
