# The XMPP server of one mail domain, configured by prosody.cfg.lua beside this file:
#   docker build --file docker/prosody.Dockerfile --tag darkmail-prosody docker
FROM debian:12-slim

RUN apt-get update \
 && apt-get install --yes --no-install-recommends prosody lua-unbound ca-certificates \
 && rm -rf /var/lib/apt/lists/*

COPY prosody.cfg.lua /etc/prosody/prosody.cfg.lua
USER prosody
VOLUME /var/lib/prosody
EXPOSE 5222 5269
ENTRYPOINT ["prosody", "-F"]
