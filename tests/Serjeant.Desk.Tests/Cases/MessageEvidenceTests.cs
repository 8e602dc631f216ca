using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Evidence;
using Serjeant.Ledger;
using Serjeant.Outside.Storage;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

public sealed class MessageEvidenceTests
{
    private const string Words = "We know where you live \U0001F52A <b>\u202Eevil</b>";

    [Fact]
    public async Task A_message_is_kept_word_for_word_with_its_original_and_what_was_found()
    {
        await using var desk = await TestDesk.StartAsync();
        var message = await desk.MessageAsync(Words, raw: "{\"id\":\"7\"}");

        var kept = await KeepAsync(desk, [message]);

        kept.IsWhole.ShouldBeTrue();
        var exhibit = await desk.WithDbAsync(db => db.Exhibits.Include(e => e.Files).SingleAsync());
        kept.ExhibitIds[message].ShouldBe(exhibit.Id);
        (await ReadAsync(desk, exhibit, "text.txt")).ShouldBe(Words);
        (await ReadAsync(desk, exhibit, "original.json")).ShouldBe("{\"id\":\"7\"}");
        (await ReadAsync(desk, exhibit, "message.json")).ShouldContain("threat.future-violence");
        using var facts = System.Text.Json.JsonDocument.Parse(await ReadAsync(desk, exhibit, "message.json"));
        facts.RootElement.GetProperty("category").GetString().ShouldBe(Moderation.CategoryNames.Id(Moderation.Category.Threat));
        facts.RootElement.GetProperty("abuse").GetBoolean().ShouldBeTrue();
        exhibit.Label.ShouldBe("TP/1");
    }

    [Fact]
    public async Task The_ledger_holds_the_hash_of_the_manifest_and_the_manifest_that_of_each_file()
    {
        await using var desk = await TestDesk.StartAsync();
        await KeepAsync(desk, [await desk.MessageAsync(Words)]);

        var exhibit = await desk.WithDbAsync(db => db.Exhibits.Include(e => e.Files).SingleAsync());
        var manifest = ExhibitManifest.Parse(Encoding.UTF8.GetBytes(await ReadAsync(desk, exhibit, ExhibitManifest.FileName)));
        manifest.Label.ShouldBe(exhibit.Label);
        manifest.Files.Select(f => (f.Path, f.Sha256)).ShouldBe(
            exhibit.Files.Where(f => !f.Path.StartsWith("manifest")).OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => (f.Path, f.Hash)));
        var leaf = LedgerLeaf.Parse((await desk.WithDbAsync(db => db.LedgerEntries.SingleAsync())).Leaf);
        leaf.Action.ShouldBe("exhibit.made");
        leaf.Data[LedgerProof.ManifestFact].ShouldBe(exhibit.ManifestHash);
        (await desk.WithDbAsync(db => db.CustodyEntries.SingleAsync())).Act.ShouldBe(CustodyAct.Made);
    }

    [Fact]
    public async Task The_same_message_kept_twice_is_one_exhibit()
    {
        await using var desk = await TestDesk.StartAsync();
        var message = await desk.MessageAsync(Words);

        var first = await KeepAsync(desk, [message, message]);
        var second = await KeepAsync(desk, [message]);

        second.ExhibitIds[message].ShouldBe(first.ExhibitIds[message]);
        (await desk.WithDbAsync(db => db.CustodyEntries.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Two_people_who_keep_the_same_message_at_once_make_one_exhibit()
    {
        await using var desk = await TestDesk.StartAsync();
        var message = await desk.MessageAsync(Words);

        var kept = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => KeepAsync(desk, [message])));

        kept.SelectMany(k => k.ExhibitIds.Values).Distinct().Count().ShouldBe(1);
        (await desk.WithDbAsync(db => db.Exhibits.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Many_messages_get_labels_that_follow_each_other()
    {
        await using var desk = await TestDesk.StartAsync();
        var messages = new List<long>();
        for (var i = 0; i < 120; i++)
            messages.Add(await desk.MessageAsync($"{Words} {i}"));

        (await KeepAsync(desk, messages)).ExhibitIds.Count.ShouldBe(120);

        var labels = await desk.WithDbAsync(db => db.Exhibits.OrderBy(e => e.Id).Select(e => e.Label).ToListAsync());
        labels.ShouldBe(Enumerable.Range(1, 120).Select(i => $"TP/{i}"));
    }

    [Fact]
    public async Task Another_offices_message_is_a_gap_and_is_not_read()
    {
        await using var desk = await TestDesk.StartAsync();
        var mine = await desk.MessageAsync(Words);
        var theirs = await desk.MessageAsync(Words, officeId: desk.OtherOfficeId);

        var kept = await KeepAsync(desk, [mine, theirs]);

        kept.ExhibitIds.Keys.ShouldBe([mine]);
        kept.Gaps.Single().MessageId.ShouldBe(theirs);
    }

    [Fact]
    public async Task A_message_whose_original_was_changed_in_the_database_is_a_gap_and_the_others_are_kept()
    {
        await using var desk = await TestDesk.StartAsync();
        var good = await desk.MessageAsync(Words);
        var bad = await desk.MessageAsync(Words);
        await desk.WithDbAsync(db => db.MessageRaws.Where(r => r.MessageId == bad).ExecuteUpdateAsync(s => s.SetProperty(r => r.Hash, new byte[32])));

        var kept = await KeepAsync(desk, [good, bad]);

        kept.ExhibitIds.Keys.ShouldBe([good]);
        kept.Gaps.Single().Why.ShouldContain("no longer matches");
    }

    [Fact]
    public async Task An_office_without_an_evidence_store_gets_gaps_that_say_so()
    {
        await using var desk = await TestDesk.StartAsync();
        var message = await desk.MessageAsync(Words);
        await desk.WithDbAsync(db => db.Offices.ExecuteUpdateAsync(s => s.SetProperty(o => o.EvidenceKey, (byte[]?)null)));

        var kept = await KeepAsync(desk, [message]);

        kept.Gaps.Single().Why.ShouldContain("set");
        (await desk.WithDbAsync(db => db.Exhibits.CountAsync())).ShouldBe(0);
    }

    private static async Task<KeptEvidence> KeepAsync(TestDesk desk, IReadOnlyList<long> messages)
    {
        var moderator = await desk.PersonAsync(Role.Moderator);
        return await desk.App.Services.CreateScope().ServiceProvider.GetRequiredService<MessageEvidence>()
            .KeepAsync(desk.OfficeId, moderator, messages, null, CancellationToken.None);
    }

    private static Task<string> ReadAsync(TestDesk desk, Exhibit exhibit, string path) => desk.WithAsync<OfficeVault, string>(async vaults =>
    {
        var file = exhibit.Files.Single(f => f.Path == path);
        await using var vault = await vaults.OpenAsync(desk.OfficeId, CancellationToken.None);
        await using var stream = await vault.OpenAsync(new BlobRef(file.Hash, file.Bytes), CancellationToken.None);
        return await new StreamReader(stream).ReadToEndAsync();
    });
}
