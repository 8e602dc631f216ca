namespace Serjeant.Desk.Tests.Support;

/// <summary>Configurations of <see cref="MailServers"/>: everything in one folder, nothing that needs root.</summary>
internal static class MailServerFiles
{
    /// <summary>Takes mail from strangers and from people who signed in, and puts it into maildirs; knows only its own users.</summary>
    public static string Exim(string folder, string user, string group, int tlsPort, int plainPort, string password) => $$"""
        keep_environment =
        primary_hostname = mx.office.example
        spool_directory = {{folder}}/spool
        log_file_path = {{folder}}/exim-%slog
        pid_file_path = {{folder}}/exim.pid
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = {{plainPort}} : {{tlsPort}}
        tls_on_connect_ports = {{tlsPort}}
        tls_advertise_hosts = *
        tls_certificate = {{folder}}/cert.pem
        tls_privatekey = {{folder}}/key.pem
        deliver_drop_privilege = true
        exim_user = {{user}}
        exim_group = {{group}}
        never_users =
        host_lookup =
        rfc1413_hosts =
        message_size_limit = 60M
        acl_smtp_rcpt = rcpt
        acl_smtp_data = accept
        begin acl
        rcpt:
          accept verify = recipient
          deny
        begin routers
        here:
          driver = accept
          address_data = ${lookup{$local_part@$domain}lsearch{{{folder}}/users}{$value}fail}
          transport = box
        begin transports
        box:
          driver = appendfile
          directory = {{folder}}/mail/$address_data
          create_directory
          maildir_format
          return_path_add
          delivery_date_add
        begin authenticators
        plain:
          driver = plaintext
          public_name = PLAIN
          server_advertise_condition = ${if def:tls_in_cipher}
          server_prompts = :
          server_condition = {{"${if eq{$auth3}{" + password + "}}"}}
          server_set_id = $auth2

        """;

    public static string Dovecot(string folder, string user, string group, int tlsPort, int plainPort, int sievePort, string password, (string Mechanisms, int Port, int RelayPort)? tokens) => $$"""
        base_dir = {{folder}}/run
        state_dir = {{folder}}/run
        log_path = {{folder}}/dovecot.log
        protocols = imap sieve {{(tokens is null ? "" : "submission")}}
        listen = 127.0.0.1
        default_internal_user = {{user}}
        default_internal_group = {{group}}
        default_login_user = {{user}}
        first_valid_uid = 1
        ssl = required
        ssl_cert = <{{folder}}/cert.pem
        ssl_key = <{{folder}}/key.pem
        auth_mechanisms = plain {{tokens?.Mechanisms}}
        auth_failure_delay = 0
        {{(tokens is null ? "" : $"passdb {{\n  driver = oauth2\n  mechanisms = {tokens.Value.Mechanisms}\n  args = {folder}/oauth2.conf\n}}")}}
        passdb {
          driver = static
          mechanisms = plain
          args = password={{password}}
        }
        userdb {
          driver = static
          args = uid={{user}} gid={{group}} home={{folder}}/home/%u
        }
        mail_location = maildir:{{folder}}/mail/%u
        mailbox_idle_check_interval = 1 secs
        {{(tokens is { } t ? Submission(t.Port, t.RelayPort) : "")}}
        namespace inbox {
          inbox = yes
          mailbox Gesendet {
            special_use = \Sent
          }
        }
        service imap-login {
          chroot =
          inet_listener imap {
            port = {{plainPort}}
          }
          inet_listener imaps {
            port = {{tlsPort}}
            ssl = yes
          }
        }
        service managesieve-login {
          chroot =
          inet_listener sieve {
            port = {{sievePort}}
          }
        }
        service anvil {
          chroot =
        }
        service stats {
          chroot =
        }
        plugin {
          sieve = file:~/sieve;active=~/.dovecot.sieve
          sieve_extensions = +editheader
        }

        """;

    // Takes mail of those who signed in and hands it to the server that delivers.
    private static string Submission(int port, int relayPort) => $$"""
        hostname = submit.office.example
        submission_relay_host = 127.0.0.1
        submission_relay_port = {{relayPort}}
        service submission-login {
          chroot =
          inet_listener submission {
            port = 0
          }
          inet_listener submissions {
            port = {{port}}
            ssl = yes
          }
        }
        """;
}
