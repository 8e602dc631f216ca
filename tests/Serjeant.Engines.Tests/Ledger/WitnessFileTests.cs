using System.Text;
using Serjeant.Ledger;
using Shouldly;

namespace Serjeant.Engines.Tests.Ledger;

public sealed class WitnessFileTests : IDisposable
{
    private readonly SampleLedger ledger = new SampleLedger().Grow(6);

    public void Dispose() => ledger.Dispose();

    private static async Task<IReadOnlyList<string>> ReadAsync(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await WitnessFile.ReadAsync(stream, CancellationToken.None);
    }

    [Fact]
    public async Task Notes_appended_one_after_another_are_all_read()
    {
        var (a, b) = (ledger.Checkpoint(2), ledger.Checkpoint(5));
        (await ReadAsync(a + b)).ShouldBe([a, b]);
        (await ReadAsync("\n" + a + "\n\n" + b + "\n")).ShouldBe([a, b]);
        (await ReadAsync(a.ReplaceLineEndings("\r\n"))).ShouldBe([a]);
    }

    [Fact]
    public async Task An_earlier_export_is_a_witness_too() =>
        (await ReadAsync(string.Join('\n', await ledger.ExportAsync(3, 6)))).Count.ShouldBe(2);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("{\"leaf\":3}")]
    [InlineData("a shopping list")]
    [InlineData("text\n\n— a AAAAAAAA\n")]
    public async Task A_file_without_a_checkpoint_is_refused(string text) =>
        await Should.ThrowAsync<FormatException>(() => ReadAsync(text));
}
