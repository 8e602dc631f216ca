using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Team.Keys;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.SetUp;
using Serjeant.Desk.Tests.Support;
using Serjeant.Ledger;
using Serjeant.Outside.Storage;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Team;

public sealed class SigningKeysTests
{
    private const string Page = "/team/keys";
    private static readonly byte[] Words = "sha256:0f"u8.ToArray();

    [Fact]
    public async Task What_the_office_signs_checks_out_in_openssl_with_the_file_from_the_page()
    {
        await using var desk = await TestDesk.StartAsync();
        using var folder = new TemporaryFolder();
        var id = await SignAsync(desk, folder);
        var browser = await desk.SignedInAsync(Role.Manager);
        var page = await browser.PageAsync(Page);
        page.QuerySelector("[data-key-id]")!.TextContent.ShouldBe(id);
        var key = await desk.WithDbAsync(db => db.OfficeSigningKeys.SingleAsync());

        await DownloadAsync(browser, page, key, folder.File("key.pem"));

        OpenSsl(folder, "dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "words").ShouldBe(0);
        await File.WriteAllTextAsync(folder.File("words"), "sha256:1f");
        OpenSsl(folder, "dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "words").ShouldNotBe(0);
        key.KeyId.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(key.PublicKey)));
    }

    [Fact]
    public async Task A_replaced_key_signs_no_more_and_what_it_signed_still_checks_out()
    {
        await using var desk = await TestDesk.StartAsync();
        using var folder = new TemporaryFolder();
        var before = await SignAsync(desk, folder);
        var browser = await desk.SignedInAsync(Role.Manager);

        var sent = await browser.SubmitAsync(await browser.PageAsync(Page + "/replace"), "form#replace", new Dictionary<string, string> { ["Why"] = "A backup <b>was</b> stolen" });

        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await OpenAsync(desk)).ShouldNotBe(before);
        var old = await desk.WithDbAsync(db => db.OfficeSigningKeys.SingleAsync(k => k.KeyId == before));
        old.Wrapped.ShouldBeNull("the private part is destroyed");
        var page = await browser.PageAsync(Page);
        page.QuerySelectorAll("[data-key-id]").Length.ShouldBe(2);
        page.QuerySelector("main")!.TextContent.ShouldContain("A backup <b>was</b> stolen");
        await DownloadAsync(browser, page, old, folder.File("key.pem"));
        OpenSsl(folder, "dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "words").ShouldBe(0);

        var manager = await desk.PersonAsync(Role.Manager);
        var entries = await desk.WithDbAsync(db => db.LedgerEntries.Where(e => e.SubjectType == "signing-key").OrderBy(e => e.Index).ToListAsync());
        entries.Select(e => (e.Action, e.ActorId)).ShouldBe([("signing-key.made", null), ("signing-key.replaced", manager), ("signing-key.made", manager)]);
        entries.Select(e => LedgerLeaf.Parse(e.Leaf).Data["key"]).ShouldBe([before, before, await OpenAsync(desk)]);
    }

    [Fact]
    public async Task The_printed_recovery_key_opens_it_on_another_machine()
    {
        await using var desk = await TestDesk.StartAsync();
        await desk.WithDbAsync(async db =>
        {
            var made = desk.App.Services.GetRequiredService<VaultKeys>().Create();
            var office = await db.Offices.SingleAsync(o => o.Id == desk.OfficeId);
            (office.EvidenceKey, office.EvidenceKeyForRecovery) = (made.Wrapped, made.WrappedForRecovery);
            await db.SaveChangesAsync();
            await OpenAsync(desk);
            var row = await db.OfficeSigningKeys.SingleAsync();
            Should.Throw<VaultException>(() => new VaultKeys(new EphemeralDataProtectionProvider()).Unlock(made.Wrapped), "another machine has another ring");
            RecoveryKey.TryParse(made.RecoveryKey.ToPrintedText(), out var printed, out _).ShouldBeTrue();
            using var recovered = VaultKeys.Recover(office.EvidenceKeyForRecovery, printed!);
            using var key = SigningKeys.Open(recovered, row.Wrapped!, row.PublicKey);
            key.ExportSubjectPublicKeyInfo().ShouldBe(row.PublicKey);
            return true;
        });
    }

    [Fact]
    public async Task Many_who_ask_at_once_get_the_same_key()
    {
        await using var desk = await TestDesk.StartAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => OpenAsync(desk))));
        ids.Distinct().Count().ShouldBe(1);
        (await desk.WithDbAsync(db => db.OfficeSigningKeys.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_key_of_another_office_or_a_row_put_together_from_two_does_not_open()
    {
        await using var desk = await TestDesk.StartAsync();
        var keys = desk.App.Services.GetRequiredService<VaultKeys>();
        using var mine = keys.Unlock(keys.Create().Wrapped);
        using var other = keys.Unlock(keys.Create().Wrapped);
        var (one, two) = (SigningKeys.Create(mine), SigningKeys.Create(mine));
        SigningKeys.Open(mine, one.Wrapped, one.PublicKey).Dispose();
        Should.Throw<VaultException>(() => SigningKeys.Open(other, one.Wrapped, one.PublicKey));
        Should.Throw<VaultException>(() => SigningKeys.Open(mine, one.Wrapped, two.PublicKey));
        for (var at = 0; at < one.Wrapped.Length; at++)
        {
            var changed = (byte[])one.Wrapped.Clone();
            changed[at] ^= 1;
            Should.Throw<VaultException>(() => SigningKeys.Open(mine, changed, one.PublicKey));
        }
        Should.Throw<VaultException>(() => SigningKeys.Open(mine, [], one.PublicKey));
    }

    [Fact]
    public async Task Another_offices_key_is_neither_shown_nor_given()
    {
        await using var desk = await TestDesk.StartAsync();
        await OpenAsync(desk);
        var key = await desk.WithDbAsync(db => db.OfficeSigningKeys.SingleAsync());
        await OpenAsync(desk, desk.OtherOfficeId);
        var browser = await desk.SignedInAsync(Role.Manager, desk.OtherOfficeId);
        var page = await browser.PageAsync(Page);
        page.Source.Text.ShouldNotContain(key.KeyId);
        (await browser.SubmitAsync(page, "form[id^=key-]", new Dictionary<string, string> { ["Key"] = $"{key.Id}" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_new_office_has_a_key_as_soon_as_it_has_an_evidence_store()
    {
        await using var desk = await TestDesk.StartAsync();
        var walk = new SetUpWalk(desk);
        await walk.StartAsync();
        await walk.OfficeAsync();
        await walk.PersonAsync();
        await walk.SignInWayAsync();
        await walk.RecoveryKeyAsync();
        var office = await desk.WithDbAsync(db => db.Offices.MaxAsync(o => o.Id));
        (await desk.WithDbAsync(db => db.OfficeSigningKeys.CountAsync(), office)).ShouldBe(1);
    }

    private static Task<string> OpenAsync(TestDesk desk, long? officeId = null) => desk.WithAsync<OfficeSigningKeys, string>(async keys =>
    {
        using var open = await keys.OpenAsync(officeId ?? desk.OfficeId, TestContext.Current.CancellationToken);
        return open.KeyId;
    });

    private static Task<string> SignAsync(TestDesk desk, TemporaryFolder folder) => desk.WithAsync<OfficeSigningKeys, string>(async keys =>
    {
        using var open = await keys.OpenAsync(desk.OfficeId, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(folder.File("words"), Words);
        await File.WriteAllBytesAsync(folder.File("signature"), open.Key.SignData(Words, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        return open.KeyId;
    });

    private static async Task DownloadAsync(TestBrowser browser, AngleSharp.Html.Dom.IHtmlDocument page, OfficeSigningKey key, string path)
    {
        var answer = await browser.SubmitAsync(page, $"form#key-{key.Id}", null, $"form#key-{key.Id} button");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        await File.WriteAllBytesAsync(path, await answer.Content.ReadAsByteArrayAsync());
    }

    private static int OpenSsl(TemporaryFolder folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments) { WorkingDirectory = folder.File("."), RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
