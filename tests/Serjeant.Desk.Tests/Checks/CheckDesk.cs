using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Checks.Contain;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Chapters.Checks.Mailboxes;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;

namespace Serjeant.Desk.Tests.Checks;

/// <summary>Checks made as the desk makes them, without the pages.</summary>
internal static class CheckDesk
{
    public const string Owner = "test/1/1";

    public const string Scam = "From: \"PayPal Support\" <help@pay-pal-secure.example>\r\nTo: office@hembury.example\r\nSubject: Your account is suspended\r\nMessage-ID: <1@x.example>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        + "<p>Dear customer, your account has been suspended. Verify your account within 24 hours or it will be closed.</p><a href=\"http://203.0.113.9/login\">https://www.paypal.com/signin</a><script>alert(1)</script>";

    public const string Genuine = "From: Joan Baker <joan@bakers.test>\r\nTo: office@hembury.example\r\nSubject: Village hall\r\nMessage-ID: <2@x.example>\r\n\r\nDear Alex, the committee meets on Tuesday at seven. Joan\r\n";

    public static Task<long> CheckAsync(TestDesk desk, string message, Role by, bool keep, long? officeId = null) => InScopeAsync(desk, officeId, async services =>
    {
        var checkedOne = await services.GetRequiredService<MailChecks>().TextAsync(message, default);
        return await services.GetRequiredService<CheckKeeper>().RecordAsync(checkedOne, await PersonAsync(services, by), keep, default);
    });

    public static Task<long> MailboxAsync(TestDesk desk, Role by, params string[] mails) => InScopeAsync(desk, null, async services =>
    {
        using var content = new MemoryStream(Mbox(mails));
        return await services.GetRequiredService<MailboxJobs>().TakeAsync("Old mail.mbox", content, await PersonAsync(services, by), default);
    });

    /// <summary>A look behind a link that came to a check.</summary>
    public static Task<long> LookDoneAsync(TestDesk desk, Role by, long check) => InScopeAsync(desk, null, async services =>
    {
        var look = new LinkLook { OfficeId = desk.OfficeId, Address = "https://hall.example/", State = LinkLookState.Done, CheckId = check, AskedById = (await PersonAsync(services, by)).Id, AskedAt = DateTimeOffset.UtcNow };
        var db = services.GetRequiredService<SerjeantDb>();
        db.LinkLooks.Add(look);
        await db.SaveChangesAsync();
        return look.Id;
    });

    /// <summary>One worker's turn.</summary>
    public static Task<bool> RunAsync(TestDesk desk, long mailbox, string owner = Owner, CancellationToken cancel = default) =>
        InScopeAsync(desk, null, services => services.GetRequiredService<MailboxRun>().TryAsync(mailbox, owner, cancel));

    public static Task<(long Id, long Step)> ContainmentAsync(TestDesk desk, Role by, long? check = null, string guide = "password") => InScopeAsync(desk, null, async services =>
    {
        var person = await PersonAsync(services, by);
        var id = (await services.GetRequiredService<Containments>().BeginAsync(services.GetRequiredService<ContainmentGuides>().Find(guide)!, check, person.Id, "The office mailbox", person, default))!.Value;
        var db = services.GetRequiredService<SerjeantDb>();
        return (id, await db.ContainmentSteps.Where(s => s.ContainmentId == id).OrderBy(s => s.Position).Select(s => s.Id).FirstAsync());
    });

    public static byte[] Mbox(params string[] mails)
    {
        var text = new StringBuilder();
        for (var i = 0; i < mails.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"From x Mon May  4 09:00:{i % 60:D2} 2026\r\n").Append(mails[i].TrimEnd()).Append("\r\n\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static async Task<T> InScopeAsync<T>(TestDesk desk, long? officeId, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<SerjeantDb>().OfficeScope = officeId ?? desk.OfficeId;
        return await work(scope.ServiceProvider);
    }

    public static async Task<Person> PersonAsync(IServiceProvider services, Role role)
    {
        var db = services.GetRequiredService<SerjeantDb>();
        return await db.Users.FirstAsync(p => p.Role == role && p.OfficeId == db.OfficeScope);
    }
}
