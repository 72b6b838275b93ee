-- A relay for one mail domain: TLS 1.3 only; other domains prove themselves by certificate (SASL EXTERNAL), there is no dialback.
-- docs/operating.md says why each of these lines is here.
local domain = assert(os.getenv("DARKMAIL_DOMAIN"), "DARKMAIL_DOMAIN is not set")

data_path = "/var/lib/prosody"
certificates = "/etc/prosody/certs" -- fullchain and key of the mail domain
umask = "077"
log = { info = "*console" } -- never debug, which logs the heads of stanzas

modules_enabled = { "disco"; "saslauth"; "tls"; "smacks"; "ping"; "blocklist" }
modules_disabled = { "s2s_auth_dane_in" }
allow_registration = false

tls_profile = "modern"
c2s_require_encryption = true
s2s_require_encryption = true
s2s_secure_auth = true
authentication = "internal_hashed"
password_hash = "SHA-1" -- the relay's library knows no other SCRAM
disable_sasl_mechanisms = { "PLAIN"; "LOGIN"; "DIGEST-MD5"; "ANONYMOUS" }

storage = "internal"
c2s_stanza_size_limit = 131072
s2s_stanza_size_limit = 131072
smacks_hibernation_time = 60
smacks_max_queue_size = 5000

VirtualHost(domain)
