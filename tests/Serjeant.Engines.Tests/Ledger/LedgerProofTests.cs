using System.Text;
using Serjeant.Ledger;
using Shouldly;

namespace Serjeant.Engines.Tests.Ledger;

public sealed class LedgerProofTests : IDisposable
{
    private readonly SampleLedger ledger = new SampleLedger().Grow(9);

    public void Dispose() => ledger.Dispose();

    private LedgerProof Proof(params int[] indexes) => LedgerProof.Make(
        ledger.Tree, 9, ledger.Signer.Verifier, ledger.Checkpoint(9), indexes.Select(i => ((long)i, ledger.Leaves[i])));

    [Fact]
    public void Entries_are_shown_to_be_in_the_signed_ledger_without_showing_the_others()
    {
        var bytes = Proof(2, 8).ToBytes();
        var report = LedgerProofCheck.Verify(LedgerProof.Parse(bytes), ledger.Signer.Verifier);
        report.Problems.ShouldBeEmpty();
        report.Leaves.Select(l => l.Index).ShouldBe([2, 8]);
        Encoding.UTF8.GetString(bytes).ShouldNotContain("\\\"index\\\":3");
    }

    [Fact]
    public void Any_flipped_byte_of_the_file_is_caught()
    {
        var bytes = Proof(2, 8).ToBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var flipped = bytes.ToArray();
            flipped[i] ^= (byte)(1 << i % 8);
            IsWhole(flipped).ShouldBeFalse($"byte {i}");
        }

        static bool IsWhole(byte[] file)
        {
            try
            {
                return LedgerProofCheck.Verify(LedgerProof.Parse(file)).IsWhole;
            }
            catch (FormatException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void A_proof_signed_by_a_key_that_is_not_the_trusted_one_is_caught()
    {
        using var other = CheckpointSigner.Create("serjeant/office-1");
        LedgerProofCheck.Verify(Proof(1), other.Verifier).IsWhole.ShouldBeFalse();
    }

    [Fact]
    public void An_entry_that_was_never_in_the_ledger_is_caught()
    {
        var proof = Proof(1);
        var forged = proof with { Entries = [proof.Entries[0] with { LeafBytes = SampleLedger.Entry(1, "case.closed").ToBytes() }] };
        LedgerProofCheck.Verify(forged).Problems.ShouldHaveSingleItem().ShouldContain("not in the ledger");
    }

    [Fact]
    public void A_proof_of_nothing_is_not_whole() => LedgerProofCheck.Verify(Proof()).IsWhole.ShouldBeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"serjeant-ledger-proof\":1,\"key\":null,\"checkpoint\":\"\",\"entries\":[]}")]
    [InlineData("[[[[[[[[[[")]
    public void What_is_not_a_proof_is_refused(string file) =>
        Should.Throw<FormatException>(() => LedgerProof.Parse(Encoding.UTF8.GetBytes(file)));
}
