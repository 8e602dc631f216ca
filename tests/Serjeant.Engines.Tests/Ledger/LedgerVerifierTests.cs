using System.Text;
using Serjeant.Ledger;
using Shouldly;

namespace Serjeant.Engines.Tests.Ledger;

public sealed class LedgerVerifierTests : IDisposable
{
    private readonly SampleLedger ledger = new SampleLedger().Grow(12);

    // In an export with checkpoints at 5 and 12: header, key, entries 0–4, checkpoint, entries 5–11, checkpoint, end.
    private const int FirstLeaf = 2;

    public void Dispose() => ledger.Dispose();

    [Fact]
    public async Task An_untouched_export_is_whole()
    {
        var report = await SampleLedger.VerifyAsync(
            await ledger.ExportAsync(5, 12), ledger.Signer.Verifier, ledger.Checkpoint(5), ledger.Checkpoint(12), ledger.Checkpoint(7));
        report.Problems.ShouldBeEmpty();
        (report.Entries, report.Covered, report.Office).ShouldBe((12, 12, SampleLedger.Office));
        report.Root.ShouldBe(Convert.ToHexStringLower(ledger.Tree.Root(12)));
    }

    [Fact]
    public async Task It_says_how_far_it_can_be_trusted_without_a_key_or_a_witness()
    {
        var report = await SampleLedger.VerifyAsync(await ledger.ExportAsync(12));
        report.IsWhole.ShouldBeTrue();
        report.Notes.ShouldContain(n => n.Contains("--key"));
        report.Notes.ShouldContain(n => n.Contains("--witness"));
        report.Notes.ShouldContain(n => n.Contains("can't show that the program wrote the truth"));
    }

    [Fact]
    public async Task An_edited_row_is_caught_and_placed_between_two_checkpoints()
    {
        var lines = await ledger.ExportAsync(5, 12);
        lines[FirstLeaf + 8] = lines[FirstLeaf + 8].Replace("message.hidden", "message.deleted");
        var report = await SampleLedger.VerifyAsync(lines);
        report.Problems.ShouldContain(p => p.Contains("Entries 5 to 11") && p.Contains("changed"));
        report.Covered.ShouldBe(5);
    }

    [Fact]
    public async Task A_deleted_row_is_caught()
    {
        var lines = await ledger.ExportAsync(5, 12);
        lines.RemoveAt(FirstLeaf + 3);
        (await SampleLedger.VerifyAsync(lines)).Problems.ShouldContain(p => p.Contains("Entry 3 missing"));
    }

    [Fact]
    public async Task Reordered_rows_are_caught()
    {
        var lines = await ledger.ExportAsync(5, 12);
        (lines[FirstLeaf + 1], lines[FirstLeaf + 2]) = (lines[FirstLeaf + 2], lines[FirstLeaf + 1]);
        var report = await SampleLedger.VerifyAsync(lines);
        report.Problems.ShouldContain(p => p.Contains("entry 1 stands where entry 3 should"));
        report.Problems.ShouldContain(p => p.Contains("Entries 0 to 4"));
    }

    [Fact]
    public async Task A_tail_cut_off_is_caught_though_the_end_line_was_mended()
    {
        var lines = await ledger.ExportAsync(5, 12);
        lines.RemoveRange(FirstLeaf + 6 + 2, 5);
        lines[^1] = """{"end":7}""";
        (await SampleLedger.VerifyAsync(lines)).Problems.ShouldContain(p => p.Contains("counts 12 entries, but 7 stand"));
    }

    [Fact]
    public async Task A_tail_cut_at_an_earlier_checkpoint_is_caught_by_the_witness()
    {
        var lines = (await ledger.ExportAsync(5, 12))[..(FirstLeaf + 6)];
        lines.Add("""{"end":5}""");
        (await SampleLedger.VerifyAsync(lines)).IsWhole.ShouldBeTrue("nothing in the file itself can tell");
        (await SampleLedger.VerifyAsync(lines, null, ledger.Checkpoint(12))).Problems
            .ShouldContain(p => p.Contains("saw 12 entries, but the file holds 5"));
    }

    [Fact]
    public async Task A_file_cut_short_is_caught()
    {
        var lines = await ledger.ExportAsync(5, 12);
        (await SampleLedger.VerifyAsync(lines[..^1])).Problems.ShouldContain(p => p.Contains("cut short"));
        (await SampleLedger.VerifyAsync(lines[..^2])).Problems.ShouldContain(p => p.Contains("Entries 5 to 11"));
    }

    [Fact]
    public async Task Entries_after_the_last_checkpoint_are_not_called_whole() =>
        (await SampleLedger.VerifyAsync(await ledger.ExportAsync(5))).Problems
            .ShouldContain(p => p.Contains("vouches for Entries 5 to 11"));

    [Fact]
    public async Task An_old_backup_put_back_and_carried_on_is_two_histories()
    {
        var witness = ledger.Checkpoint(12);
        using var restored = new SampleLedger(CheckpointSigner.FromPkcs8(ledger.Signer.Verifier.Name, ledger.Signer.ExportPkcs8()));
        restored.Grow(5).Grow(9, "message.left");
        var lines = await restored.ExportAsync(14);
        (await SampleLedger.VerifyAsync(lines)).IsWhole.ShouldBeTrue("nothing in the file itself can tell");
        (await SampleLedger.VerifyAsync(lines, null, witness)).Problems.ShouldContain(p => p.Contains("two histories"));
        (await SampleLedger.VerifyAsync(lines, null, ledger.Checkpoint(5))).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task A_swapped_database_is_caught_by_the_key_or_by_the_witness()
    {
        using var other = new SampleLedger().Grow(12);
        var lines = await other.ExportAsync(12);
        (await SampleLedger.VerifyAsync(lines, ledger.Signer.Verifier)).Problems.ShouldContain(p => p.Contains("not the one you trust"));
        (await SampleLedger.VerifyAsync(lines, null, ledger.Checkpoint(12))).Problems.ShouldContain(p => p.Contains("another ledger"));
    }

    [Fact]
    public async Task Another_key_slipped_under_the_true_checkpoints_is_caught()
    {
        using var other = CheckpointSigner.Create(ledger.Signer.Verifier.Name);
        var lines = await ledger.ExportAsync(12);
        lines[1] = $$"""{"key":"{{other.Verifier}}"}""";
        (await SampleLedger.VerifyAsync(lines)).Problems.ShouldContain(p => p.Contains("not signed by the key"));
    }

    [Fact]
    public async Task Any_flipped_byte_of_the_file_is_caught()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat((await ledger.ExportAsync(5, 12)).Select(l => l + "\n")));
        (await SampleLedger.VerifyAsync(bytes)).IsWhole.ShouldBeTrue();
        for (var i = 0; i < bytes.Length; i++)
        {
            var flipped = bytes.ToArray();
            flipped[i] ^= (byte)(1 << i % 8);
            (await SampleLedger.VerifyAsync(flipped)).IsWhole.ShouldBeFalse($"byte {i}");
        }
    }

    [Fact]
    public async Task A_bad_line_is_named_and_the_rest_is_still_read()
    {
        var lines = await ledger.ExportAsync(5, 12);
        lines.Insert(FirstLeaf + 4, "{\"leaf\": not json");
        var report = await SampleLedger.VerifyAsync(lines);
        report.Problems.ShouldHaveSingleItem().ShouldContain("Line 7");
        report.Covered.ShouldBe(12);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("not a ledger")]
    [InlineData("{\"office\":\"a\",\"serjeant-ledger\":2}\n")]
    [InlineData("{\"office\":\"a\",\"serjeant-ledger\":1}\n{\"key\":\"a\"}\n{\"end\":0}\n")]
    [InlineData("{\"end\":0}\n{\"end\":0}\n")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[\n")]
    public async Task What_is_not_a_ledger_is_not_whole(string file) =>
        (await SampleLedger.VerifyAsync(Encoding.UTF8.GetBytes(file))).IsWhole.ShouldBeFalse();

    [Fact]
    public async Task An_endless_line_is_given_up_on()
    {
        var report = await SampleLedger.VerifyAsync(Encoding.UTF8.GetBytes("{\"leaf\":\"" + new string('a', 3_000_000)));
        report.Problems.ShouldContain(p => p.Contains("longer than"));
    }

    [Fact]
    public async Task A_flood_of_bad_lines_makes_a_short_report() =>
        (await SampleLedger.VerifyAsync(Enumerable.Repeat("rubbish", 10_000))).Problems.Count.ShouldBeLessThan(60);
}
