using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Mailboxes;

namespace Serjeant.Desk.Tests.Support;

/// <summary>
/// Real mail servers of a test's own on loopback, from Debian: Dovecot (IMAP, ManageSieve with Pigeonhole) and Exim (SMTP), with one certificate that only the
/// test trusts. Neither wants to run as root, so as root they are run as <c>nobody</c>. Every user's password is <see cref="Password"/>.
/// </summary>
internal sealed class MailServers : IAsyncDisposable
{
    public const string Password = "correct-horse";
    private readonly string folder;
    private readonly List<Process> processes = [];

    private MailServers(string folder) => this.folder = folder;

    public int ImapPort { get; } = FreePort();
    public int ImapPlainPort { get; } = FreePort();
    public int SmtpPort { get; } = FreePort();
    public int SmtpPlainPort { get; } = FreePort();
    public int SievePort { get; } = FreePort();

    /// <summary>Sending for those who sign in with a token; there only where tokens count.</summary>
    public int SubmissionPort { get; } = FreePort();
    public MailTrust Trust { get; private set; } = MailTrust.System;

    public MailServer Imap => new("127.0.0.1", ImapPort, false);
    public MailServer Smtp => new("127.0.0.1", SmtpPort, false);

    public AllowedAddress[] Allowed => [.. new[] { ImapPort, ImapPlainPort, SmtpPort, SmtpPlainPort, SievePort, SubmissionPort }.Select(port => new AllowedAddress("127.0.0.1", port))];

    /// <param name="users">Addresses that have a mailbox.</param>
    public static Task<MailServers> StartAsync(params string[] users) => StartAsync(null, users);

    /// <param name="tokens">Who knows whose a token is; null where only passwords count.</param>
    /// <param name="users">Addresses that have a mailbox.</param>
    public static Task<MailServers> StartAsync(Uri? tokens, params string[] users) => StartAsync(tokens, "xoauth2 oauthbearer", users);

    /// <inheritdoc cref="StartAsync(Uri?, string[])"/>
    /// <param name="mechanisms">How tokens are taken: xoauth2, oauthbearer (RFC 7628) or both.</param>
    public static async Task<MailServers> StartAsync(Uri? tokens, string mechanisms, string[] users)
    {
        for (var attempt = 1; ; attempt++)
        {
            var servers = new MailServers(Directory.CreateTempSubdirectory("serjeant-mail-").FullName);
            try
            {
                await servers.WriteAsync(tokens, mechanisms, users);
                await servers.StartAsync(tokens is not null);
                return servers;
            }
            catch (Exception problem)
            {
                await servers.DisposeAsync();
                // A port that was free when it was chosen may be taken since: other ports, then.
                if (attempt == 3 || problem is not InvalidOperationException)
                    throw;
            }
        }
    }

    private async Task StartAsync(bool submission)
    {
        Run("/usr/sbin/exim4", "-C", folder + "/exim.conf", "-bdf", "-q1m");
        Run("/usr/sbin/dovecot", "-F", "-c", folder + "/dovecot.conf");
        foreach (var port in new[] { SmtpPort, SmtpPlainPort, ImapPort, ImapPlainPort, SievePort }.Concat(submission ? [SubmissionPort] : []))
            await ListensAsync(port);
    }

    /// <summary>What Dovecot wrote down of who signed in, and how.</summary>
    public string ReadingLog => File.ReadAllText(folder + "/dovecot.log");

    /// <summary>Stops the reading server at once, as when its machine is lost; <see cref="RestartReadingAsync"/> brings it back.</summary>
    public async Task KillReadingAsync()
    {
        await StopAsync(File.ReadAllText(folder + "/run/master.pid").Trim());
        for (var i = 0; i < 100 && await IsOpenAsync(ImapPort); i++)
            await Task.Delay(50);
    }

    public async Task RestartReadingAsync()
    {
        Run("/usr/sbin/dovecot", "-F", "-c", folder + "/dovecot.conf");
        await ListensAsync(ImapPort);
    }

    public Task KillSendingAsync() => StopAsync(File.ReadAllText(folder + "/exim.pid").Trim());

    public async Task RestartSendingAsync()
    {
        Run("/usr/sbin/exim4", "-C", folder + "/exim.conf", "-bdf", "-q1m");
        await ListensAsync(SmtpPort);
    }

    private void Run(string program, params string[] words)
    {
        string[] all = Environment.UserName == "root" ? ["runuser", "-u", "nobody", "--", program, .. words] : [program, .. words];
        processes.Add(Process.Start(new ProcessStartInfo(all[0], all[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!);
    }

    private async Task WriteAsync(Uri? tokens, string mechanisms, string[] users)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=A mail server of a test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        Trust = new MailTrust([X509CertificateLoader.LoadCertificate(certificate.RawData)]);
        await File.WriteAllTextAsync(folder + "/cert.pem", certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(folder + "/key.pem", key.ExportPkcs8PrivateKeyPem());
        foreach (var sub in new[] { "spool", "mail", "run", "home" })
            Directory.CreateDirectory(Path.Combine(folder, sub));
        await File.WriteAllLinesAsync(folder + "/users", users.Select(u => $"{u}: {u}"));
        var (user, group) = Environment.UserName == "root" ? ("nobody", "nogroup") : (Environment.UserName, await GroupAsync());
        await File.WriteAllTextAsync(folder + "/exim.conf", MailServerFiles.Exim(folder, user, group, SmtpPort, SmtpPlainPort, Password));
        await File.WriteAllTextAsync(folder + "/dovecot.conf", MailServerFiles.Dovecot(folder, user, group, ImapPort, ImapPlainPort, SievePort, Password, tokens is null ? null : (mechanisms, SubmissionPort, SmtpPlainPort)));
        await File.WriteAllTextAsync(folder + "/oauth2.conf", $"tokeninfo_url = {tokens}tokeninfo?access_token=\nusername_attribute = email\n");
        if (Environment.UserName == "root")
            await OutputAsync("chown", "-R", "nobody:nogroup", folder);
    }

    private static async Task ListensAsync(int port)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await IsOpenAsync(port))
                return;
            await Task.Delay(50);
        }
        throw new InvalidOperationException($"Nothing listens on port {port}; is every mail server there? tools/needs test");
    }

    private static async Task<bool> IsOpenAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static Task<string> GroupAsync() => OutputAsync("id", "-gn");

    private static async Task<string> OutputAsync(params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said.Trim();
    }

    private static async Task StopAsync(string id)
    {
        if (int.TryParse(id, CultureInfo.InvariantCulture, out var number))
            await OutputAsync("kill", number.ToString(CultureInfo.InvariantCulture));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in new[] { "/exim.pid", "/run/master.pid" })
            if (File.Exists(folder + file))
                await StopAsync((await File.ReadAllTextAsync(folder + file)).Trim());
        foreach (var process in processes)
        {
            if (!process.WaitForExit(TimeSpan.FromSeconds(10)))
                process.Kill(entireProcessTree: true);
            process.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }
}
