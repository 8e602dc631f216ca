using System.Text.Json;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Engines.Tests.Ledger;
using Shouldly;

namespace Serjeant.Desk.Tests.Commands;

public sealed class LedgerCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SampleLedger ledger = new SampleLedger().Grow(8);

    public void Dispose()
    {
        ledger.Dispose();
        folder.Dispose();
    }

    private async Task<string> WriteAsync(string name, IEnumerable<string> lines)
    {
        await File.WriteAllTextAsync(folder.File(name), string.Concat(lines.Select(l => l + "\n")), TestContext.Current.CancellationToken);
        return folder.File(name);
    }

    [Fact]
    public async Task A_whole_export_agrees_with_the_key_and_the_witness()
    {
        var file = await WriteAsync("ledger.ndjson", await ledger.ExportAsync(4, 8));
        var witness = await WriteAsync("witness.txt", [ledger.Checkpoint(2) + ledger.Checkpoint(7)]);
        var (code, output, error) = await CommandLine.RunAsync(
            "ledger", "verify", file, "--witness", witness, "--key", ledger.Signer.Verifier.ToString());
        code.ShouldBe(0, output + error);
        output.ShouldContain("It agrees with 2 of the 2 checkpoints");
    }

    [Fact]
    public async Task An_edited_row_is_exit_1_and_says_where()
    {
        var lines = await ledger.ExportAsync(4, 8);
        lines[3] = lines[3].Replace("hidden", "read");
        var (code, output, _) = await CommandLine.RunAsync("ledger", "verify", await WriteAsync("ledger.ndjson", lines));
        code.ShouldBe(1);
        output.ShouldContain("Entries 0 to 3");
    }

    [Fact]
    public async Task An_older_export_as_witness_catches_a_backup_put_back()
    {
        var before = await WriteAsync("before.ndjson", await ledger.ExportAsync(8));
        using var restored = new SampleLedger(Serjeant.Ledger.CheckpointSigner.FromPkcs8(
            ledger.Signer.Verifier.Name, ledger.Signer.ExportPkcs8()));
        var now = await WriteAsync("now.ndjson", await restored.Grow(5).ExportAsync(5));
        var (code, output, _) = await CommandLine.RunAsync("ledger", "verify", now, "--witness", before, "--json");
        code.ShouldBe(1);
        using var json = JsonDocument.Parse(output);
        json.RootElement.GetProperty("problems").EnumerateArray().Select(p => p.GetString())
            .ShouldContain(p => p!.Contains("an old backup was put back"));
    }

    [Fact]
    public async Task What_cannot_be_read_is_exit_2()
    {
        (await CommandLine.RunAsync("ledger", "verify", folder.File("nowhere"))).Code.ShouldBe(2);
        var file = await WriteAsync("ledger.ndjson", await ledger.ExportAsync(8));
        (await CommandLine.RunAsync("ledger", "verify", file, "--key", "nonsense")).Code.ShouldBe(2);
        (await CommandLine.RunAsync("ledger", "verify", file, "--witness", await WriteAsync("w", ["no checkpoint"]))).Code.ShouldBe(2);
    }
}
