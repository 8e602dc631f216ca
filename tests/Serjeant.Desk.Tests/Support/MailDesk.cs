using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Checks.ByMail;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside.Authentication;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Lookups;
using Serjeant.Outside.Mailboxes;

namespace Serjeant.Desk.Tests.Support;

/// <summary>A desk beside real mail servers, with a checking mailbox that is switched on. Names are looked up in <see cref="Zone"/>.</summary>
internal sealed class MailDesk : IAsyncDisposable
{
    public const string Box = "check@office.example";
    public const string Jane = "jane@office.example";
    public const string Sam = "sam@office.example";

    private MailDesk(TestDesk desk, MailServers servers, TestZone zone) => (Desk, Servers, Zone) = (desk, servers, zone);

    public TestDesk Desk { get; }
    public MailServers Servers { get; }
    public TestZone Zone { get; }
    public long MailboxId { get; private set; }

    public static async Task<MailDesk> StartAsync(TimeProvider? clock = null, MailSender? sender = null, TestCloud? cloud = null, string mechanisms = "xoauth2 oauthbearer")
    {
        var servers = await MailServers.StartAsync(cloud?.Address, mechanisms, [Box, Jane, Sam, "stranger@office.example"]);
        var zone = new TestZone();
        var desk = await TestDesk.StartAsync(builder =>
        {
            builder.Services.AddSingleton(new CaptureAllowance(cloud is null ? servers.Allowed : [.. servers.Allowed, new AllowedAddress("127.0.0.1", cloud.Address.Port)]));
            builder.Services.AddSingleton(servers.Trust);
            builder.Services.AddSingleton<IDomainNames>(zone);
            if (cloud is not null) builder.Services.AddSingleton(new CloudAddresses(cloud.Address, cloud.Address));
            if (clock is not null) builder.Services.AddSingleton(clock);
            if (sender is not null) builder.Services.AddSingleton(sender);
        });
        var mail = new MailDesk(desk, servers, zone);
        await mail.RenameAsync(Role.Manager, Jane, "Jane Manager");
        await mail.RenameAsync(Role.Moderator, Sam, "Sam Moderator");
        mail.MailboxId = await mail.AddAsync(on: false);
        return mail;
    }

    public Task RenameAsync(Role role, string email, string name) => Desk.WithDbAsync(async db =>
    {
        var person = await db.Users.SingleAsync(p => p.Role == role);
        (person.Email, person.UserName, person.NormalizedEmail, person.NormalizedUserName, person.DisplayName) = (email, email, email.ToUpperInvariant(), email.ToUpperInvariant(), name);
        return await db.SaveChangesAsync();
    });

    private async Task<long> AddAsync(bool on)
    {
        var secrets = Desk.App.Services.GetRequiredService<SealedSecrets>();
        return await Desk.WithDbAsync(async db =>
        {
            var box = db.CheckingMailboxes.Add(new CheckingMailbox
            {
                OfficeId = Desk.OfficeId,
                On = on,
                Address = Box,
                ImapHost = "127.0.0.1",
                ImapPort = Servers.ImapPort,
                ImapTls = MailTls.Immediate,
                SmtpHost = "127.0.0.1",
                SmtpPort = Servers.SmtpPort,
                SmtpTls = MailTls.Immediate,
                User = Box,
                Way = MailSignInWay.Password,
                Secret = secrets.Seal(Desk.OfficeId, new MailSecret(MailServers.Password, null, null)),
                SetAt = DateTimeOffset.UtcNow,
            }).Entity;
            db.CheckSettings.Add(new CheckSettings { OfficeId = Desk.OfficeId, ReceivingServers = "mx.office.example", LooksUp = true });
            await db.SaveChangesAsync();
            return box.Id;
        });
    }

    public Task<int> SetAsync(Action<CheckingMailbox> change) => Desk.WithDbAsync(async db =>
    {
        change(await db.CheckingMailboxes.SingleAsync());
        return await db.SaveChangesAsync();
    });

    /// <summary>Switches the mailbox on for one session that deals with what is there.</summary>
    public async Task<int?> PassAsync(string owner = "worker/1/1")
    {
        await SetAsync(box => box.On = true);
        return await Desk.App.Services.GetRequiredService<MailboxSession>().RunAsync(MailboxId, owner, stay: false, CancellationToken.None);
    }

    /// <summary>Sends a mail as somebody who signs in at the office's server; with no user, as a stranger from outside.</summary>
    public async Task SendAsync(MimeMessage message, string? user, string to = Box)
    {
        var before = (await MailOfAsync(to)).Count;
        await PostAsync(message, user, to);
        for (var i = 0; i < 100 && (await MailOfAsync(to)).Count == before; i++) await Task.Delay(50);
    }

    /// <summary>The same without waiting until it lies there, where a worker may have taken it away by then.</summary>
    public async Task PostAsync(MimeMessage message, string? user, string to = Box)
    {
        using var client = new SmtpClient { ServerCertificateValidationCallback = (_, _, _, _) => true, CheckCertificateRevocation = false };
        await client.ConnectAsync("127.0.0.1", user is null ? Servers.SmtpPlainPort : Servers.SmtpPort, user is null ? SecureSocketOptions.StartTls : SecureSocketOptions.SslOnConnect);
        if (user is not null) await client.AuthenticateAsync(user, MailServers.Password);
        await client.SendAsync(message, MailboxAddress.Parse(user ?? "attacker@elsewhere.example"), [MailboxAddress.Parse(to)]);
        await client.DisconnectAsync(true);
    }

    /// <summary>What lies in a folder of somebody's mailbox.</summary>
    public async Task<IReadOnlyList<MimeMessage>> MailOfAsync(string user, string? folder = null)
    {
        using var client = new ImapClient { ServerCertificateValidationCallback = (_, _, _, _) => true, CheckCertificateRevocation = false };
        await client.ConnectAsync("127.0.0.1", Servers.ImapPort, SecureSocketOptions.SslOnConnect);
        await client.AuthenticateAsync(user, MailServers.Password);
        IMailFolder box;
        try
        {
            box = folder is null ? client.Inbox! : await client.GetFolderAsync(folder);
        }
        catch (FolderNotFoundException)
        {
            return [];
        }
        await box.OpenAsync(FolderAccess.ReadOnly);
        var mails = new List<MimeMessage>();
        for (var i = 0; i < box.Count; i++) mails.Add(await box.GetMessageAsync(i));
        await client.DisconnectAsync(true);
        return mails;
    }

    public Task<List<ForwardedMail>> RowsAsync() => Desk.WithDbAsync(db => db.ForwardedMails.AsNoTracking().OrderBy(m => m.Id).ToListAsync());

    /// <summary>A mail of one of the office's people with messages attached.</summary>
    public static MimeMessage Forward(string from, params string[] attached)
    {
        var body = new Multipart("mixed") { new TextPart("plain") { Text = "Is this real?" } };
        foreach (var mail in attached) body.Add(new MessagePart { Message = MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(mail))) });
        return Write(from, "Fwd: Your mailbox is full", body);
    }

    public static MimeMessage Write(string from, string subject, MimeEntity body)
    {
        var message = new MimeMessage { Subject = subject, Body = body, MessageId = $"{Guid.NewGuid():N}@office.example" };
        message.From.Add(MailboxAddress.Parse(from));
        message.To.Add(MailboxAddress.Parse(Box));
        return message;
    }

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        await Servers.DisposeAsync();
    }
}
