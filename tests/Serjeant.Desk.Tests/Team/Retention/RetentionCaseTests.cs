using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.Redacting;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Support;
using Serjeant.Outside.Storage;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Team.Retention;

/// <summary>What becomes of cases, and of messages and evidence that belong to one.</summary>
public sealed class RetentionCaseTests
{
    [Fact]
    public async Task An_open_case_keeps_its_messages_past_every_other_rule_for_three_years()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var message = await desk.DecidedAsync(DecisionKind.Hide, 1_000, TestMessages.Threat);
        var number = await desk.QuietCaseAsync(1_094, closed: false, message);

        await desk.RunAsync();

        (await desk.IsThereAsync(message)).ShouldBeTrue();
        await ShouldBeWholeAsync(desk, number);
    }

    [Fact]
    public async Task An_open_case_goes_three_years_after_the_last_thing_that_happened_in_it()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var message = await desk.MessageAsync("We will find you");
        var number = await desk.QuietCaseAsync(1_200, closed: false, message);
        var id = await IdAsync(desk, number);
        await desk.WithDbAsync(db =>
        {
            db.CaseReports.Add(new CaseReport { OfficeId = desk.OfficeId, CaseId = id, To = ReportTo.Police101, Recipient = "Kent Police", MadeAt = RetentionDesk.Ago(1_090), MadeById = 1 });
            return db.SaveChangesAsync();
        });
        (await desk.RunAsync()).Cases.ShouldBe(0);

        await desk.WithDbAsync(db => db.CaseReports.ExecuteUpdateAsync(s => s.SetProperty(r => r.MadeAt, RetentionDesk.Ago(1_096))));
        (await desk.RunAsync()).Cases.ShouldBe(1);
        (await desk.IsThereAsync(message)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_closed_case_goes_with_its_messages_exhibits_and_files_and_its_number_is_not_given_again()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var message = await desk.MessageAsync("We will find you");
        var number = await desk.QuietCaseAsync(1_096, closed: true, message);
        var files = await desk.WithDbAsync(db => db.ExhibitFiles.ToListAsync());
        files.ShouldNotBeEmpty();

        var done = await desk.RunAsync();

        (done.Cases, done.Messages).ShouldBe((1, 1));
        done.Files.ShouldBe(files.Select(f => f.Hash).Distinct().Count());
        (await desk.IsThereAsync(message)).ShouldBeFalse();
        (await desk.WithAsync<CaseReader, Serjeant.Data.Case?>(cases => cases.FindAsync(number, CancellationToken.None))).ShouldBeNull();
        foreach (var file in files)
            (await desk.WithAsync<OfficeVault, bool>(vaults => IsKeptAsync(vaults, desk, file))).ShouldBeFalse();
        var row = await desk.WithDbAsync(db => db.Cases.IgnoreQueryFilters(["deleted"]).SingleAsync());
        (row.Summary, row.SuspectedIdentity, row.Witnesses, row.Impact).ShouldBe((null, null, null, null));
        (await desk.LedgerAsync("retention.case-deleted")).Count.ShouldBe(1);
        (await desk.CaseAsync("The next")).ShouldBe(number + 1);
    }

    [Fact]
    public async Task A_redacted_copy_goes_with_its_exhibit_and_a_copy_of_an_exhibit_that_stays_is_kept()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var (old, fresh) = (await desk.MessageAsync("We will find you"), await desk.MessageAsync("We know where you live"));
        await desk.QuietCaseAsync(1_096, closed: true, old);
        await desk.QuietCaseAsync(10, closed: true, fresh);
        var copies = new List<Redaction>();
        foreach (var exhibit in await desk.WithDbAsync(db => db.Exhibits.AsNoTracking().Include(e => e.Files).OrderBy(e => e.Id).ToListAsync()))
        {
            var person = await desk.WithDbAsync(db => db.Users.AsNoTracking().SingleAsync(p => p.Role == Role.Moderator));
            copies.Add((await desk.WithAsync<Redactions, Redaction?>(redactions => redactions.AddAsync(exhibit.Id, person, new RedactedCopy(
                Guid.NewGuid(), exhibit.Files.Single(f => f.Path == "text.txt"), Encoding.UTF8.GetBytes($"We █████ you {exhibit.Id}"), "text.txt", "text/plain", 1, "x", "x"), CancellationToken.None)))!);
        }

        await desk.RunAsync();

        var left = await desk.WithDbAsync(db => db.Redactions.SingleAsync());
        left.Id.ShouldBe(copies[1].Id);
        foreach (var copy in copies)
            foreach (var blob in new[] { new BlobRef(copy.Hash, copy.Bytes), new BlobRef(copy.ManifestHash, copy.ManifestBytes) })
                (await desk.WithAsync<OfficeVault, bool>(async vaults =>
                {
                    await using var vault = await vaults.OpenAsync(desk.OfficeId, CancellationToken.None);
                    return await vault.ExistsAsync(blob, CancellationToken.None);
                })).ShouldBe(copy.Id == left.Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_legal_hold_on_a_case_or_on_one_message_in_it_keeps_all_of_it(bool onCase)
    {
        await using var desk = await RetentionDesk.StartAsync();
        var (held, other) = (await desk.MessageAsync("We will find you"), await desk.MessageAsync("We will find you too"));
        var number = await desk.QuietCaseAsync(5_000, closed: true, held, other);
        await desk.WithDbAsync(db => onCase
            ? db.Cases.ExecuteUpdateAsync(s => s.SetProperty(c => c.LegalHold, true))
            : db.Messages.Where(m => m.Id == held).ExecuteUpdateAsync(s => s.SetProperty(m => m.LegalHold, true)));

        var done = await desk.RunAsync();

        (done.Cases, done.Messages, done.Files).ShouldBe((0, 0, 0));
        (await desk.IsThereAsync(other)).ShouldBeTrue();
        await ShouldBeWholeAsync(desk, number);
    }

    [Fact]
    public async Task A_message_that_another_case_holds_stays_with_the_evidence_of_it()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var (shared, alone) = (await desk.MessageAsync("We will find you"), await desk.MessageAsync("And your dog"));
        await desk.QuietCaseAsync(2_000, closed: true, shared, alone);
        var open = await desk.CaseAsync("It goes on", [shared]);

        (await desk.RunAsync()).Cases.ShouldBe(1);

        (await desk.IsThereAsync(shared)).ShouldBeTrue();
        (await desk.IsThereAsync(alone)).ShouldBeFalse();
        await ShouldBeWholeAsync(desk, open);
    }

    [Fact]
    public async Task A_file_that_another_exhibit_names_too_stays()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var number = await desk.CaseAsync("Open", [await desk.MessageAsync("We will find you")]);
        var file = await desk.WithDbAsync(db => db.ExhibitFiles.FirstAsync());
        await desk.WithDbAsync(db =>
        {
            db.DoomedBlobs.Add(new DoomedBlob { OfficeId = desk.OfficeId, Hash = file.Hash, Bytes = file.Bytes });
            return db.SaveChangesAsync();
        });

        (await desk.RunAsync()).Files.ShouldBe(0);

        await ShouldBeWholeAsync(desk, number);
        (await desk.WithDbAsync(db => db.DoomedBlobs.CountAsync())).ShouldBe(0);
    }

    /// <summary>The case has evidence, and every file of it is in the vault as it was.</summary>
    private static async Task ShouldBeWholeAsync(TestDesk desk, int number)
    {
        var record = await desk.WithAsync<CaseReader, CaseRecord?>(cases => cases.ReadAsync(number, CancellationToken.None));
        var files = record.ShouldNotBeNull().Exhibits.SelectMany(e => e.Files).ToList();
        files.ShouldNotBeEmpty();
        foreach (var file in files)
            (await desk.WithAsync<OfficeVault, bool>(vaults => IsKeptAsync(vaults, desk, file))).ShouldBeTrue(file.Path);
    }

    private static async Task<bool> IsKeptAsync(OfficeVault vaults, TestDesk desk, ExhibitFile file)
    {
        await using var vault = await vaults.OpenAsync(desk.OfficeId, CancellationToken.None);
        return await vault.IsWholeAsync(new BlobRef(file.Hash, file.Bytes), CancellationToken.None);
    }

    private static Task<long> IdAsync(TestDesk desk, int number) => desk.WithDbAsync(db => db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync());
}
