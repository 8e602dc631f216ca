using System.Text;
using Serjeant.Ledger;
using Shouldly;

namespace Serjeant.Engines.Tests.Ledger;

public sealed class CommitmentTests
{
    [Fact]
    public void A_commitment_is_the_hmac_of_the_value_under_the_subjects_key()
    {
        // Checked against: printf %s 'a name' | openssl dgst -sha256 -mac hmac -macopt key:… -binary | base64
        var key = Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef");
        Commitment.Of(key, "a name").ShouldBe("Bx/odpMKGOvh1pVSwB9JWQ5U7tmfMCBJAmYSF3EM2OU=");
    }

    [Fact]
    public void It_matches_only_the_value_and_key_it_was_made_from()
    {
        var key = Commitment.NewKey();
        var made = Commitment.Of(key, "@somebody");
        Commitment.Matches(key, "@somebody", made).ShouldBeTrue();
        Commitment.Matches(key, "@somebody2", made).ShouldBeFalse();
        Commitment.Matches(Commitment.NewKey(), "@somebody", made).ShouldBeFalse();
        Commitment.Matches(key, "@somebody", "not base64").ShouldBeFalse();
    }

    [Fact]
    public void A_short_key_is_refused() => Should.Throw<ArgumentException>(() => Commitment.Of(new byte[31], "x"));
}
