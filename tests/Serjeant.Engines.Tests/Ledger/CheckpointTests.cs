using System.Security.Cryptography;
using System.Text;
using Serjeant.Ledger;
using Shouldly;

namespace Serjeant.Engines.Tests.Ledger;

public sealed class CheckpointTests
{
    private static readonly byte[] Root = Convert.FromHexString("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    [Fact]
    public void A_checkpoint_is_three_lines_a_gap_and_a_signature_line()
    {
        using var signer = CheckpointSigner.Create("serjeant.example/office-1");
        var note = signer.Sign(8, Root);
        var lines = note.Split('\n');
        lines[..4].ShouldBe(["serjeant.example/office-1", "8", Convert.ToBase64String(Root), ""]);
        lines[4].ShouldStartWith("— serjeant.example/office-1 ");
        lines.Length.ShouldBe(6);
        signer.Verifier.Open(note).ShouldBe(new Checkpoint("serjeant.example/office-1", 8, Root));
    }

    [Fact]
    public void The_key_id_is_the_start_of_the_hash_of_the_public_key()
    {
        using var signer = CheckpointSigner.Create("a");
        var parts = signer.Verifier.ToString().Split('+', 3);
        var key = Convert.FromBase64String(parts[2]);
        key[0].ShouldBe((byte)2);
        parts[1].ShouldBe(Convert.ToHexStringLower(SHA256.HashData(key.AsSpan(1)).AsSpan(0, 4)));
        CheckpointVerifier.Parse(signer.Verifier.ToString()).IsSameKey(signer.Verifier).ShouldBeTrue();
    }

    [Fact]
    public void A_stored_key_signs_for_the_same_ledger_again()
    {
        using var signer = CheckpointSigner.Create("a");
        using var again = CheckpointSigner.FromPkcs8("a", signer.ExportPkcs8());
        signer.Verifier.Open(again.Sign(1, Root)).Size.ShouldBe(1);
        Should.Throw<FormatException>(() => CheckpointSigner.FromPkcs8("a", [1, 2, 3]));
    }

    [Fact]
    public void Any_flipped_bit_of_the_note_is_refused()
    {
        using var signer = CheckpointSigner.Create("a");
        var note = Encoding.UTF8.GetBytes(signer.Sign(8, Root));
        for (var bit = 0; bit < note.Length * 8; bit++)
        {
            var flipped = note.ToArray();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            Should.Throw<FormatException>(() => signer.Verifier.Open(Encoding.UTF8.GetString(flipped)), $"bit {bit}");
        }
    }

    [Fact]
    public void Another_key_with_the_same_name_is_refused()
    {
        using var signer = CheckpointSigner.Create("a");
        using var impostor = CheckpointSigner.Create("a");
        Should.Throw<FormatException>(() => signer.Verifier.Open(impostor.Sign(8, Root)));
    }

    [Fact]
    public void A_witness_may_add_its_own_signature_below()
    {
        using var signer = CheckpointSigner.Create("a");
        using var witness = CheckpointSigner.Create("b");
        var line = witness.Sign(8, Root).Split('\n')[^2] + "\n";
        signer.Verifier.Open(signer.Sign(8, Root) + line).Size.ShouldBe(8);
    }

    [Theory]
    [InlineData("a\n08\nROOT\n")]
    [InlineData("a\n+8\nROOT\n")]
    [InlineData("a\n-8\nROOT\n")]
    [InlineData("a\n99999999999999999999\nROOT\n")]
    [InlineData("a\n8\nROOT\nextension\n")]
    [InlineData("a\n8\nROOT")]
    [InlineData("a b\n8\nROOT\n")]
    [InlineData("\n8\nROOT\n")]
    [InlineData("a\n8\nAAAA\n")]
    [InlineData("a\n8\n ROOT\n")]
    public void A_checkpoint_spelt_otherwise_is_refused(string text) =>
        Should.Throw<FormatException>(() => Checkpoint.Parse(text.Replace("ROOT", Convert.ToBase64String(Root))));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n— a AAAA\n")]
    [InlineData("text\n\n- a AAAAAAAA\n")]
    [InlineData("text\n\n— a AAAAAAAA")]
    [InlineData("te\0xt\n\n— a AAAAAAAA\n")]
    [InlineData("text\n\n— a  AAAAAAAA\n")]
    public void A_malformed_note_is_refused(string note) => Should.Throw<FormatException>(() => SignedNote.Parse(note));

    [Fact]
    public void A_huge_note_is_refused_before_it_is_read() =>
        Should.Throw<FormatException>(() => SignedNote.Parse(new string('a', SignedNote.MaxLength + 1)));

    [Theory]
    [InlineData("a+00000000+Ag==")]
    [InlineData("a")]
    [InlineData("a+b+c")]
    public void A_malformed_key_is_refused(string key) => Should.Throw<FormatException>(() => CheckpointVerifier.Parse(key));

    [Fact]
    public void A_key_on_another_curve_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Should.Throw<FormatException>(() => CheckpointVerifier.FromPublicKey("a", key.ExportSubjectPublicKeyInfo()));
    }
}
