using Serjeant.Mail.Contacts;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Mail;

/// <summary>One contact book of what was entered and what was learned, of which the latter can't be read.</summary>
public sealed class LearnedBookTests
{
    private static readonly ContactHashes Hashes = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    [Fact]
    public void A_learned_name_at_another_address_is_noticed_and_its_own_address_known()
    {
        var book = new ContactBook([("Ann Baker", "ann@baker.example")], Learned(("Ruth Caseworker", "ruth@council.example")));
        book.KnowsAddress("RUTH@council.example ").ShouldBeTrue();
        book.IsNewAddressOf("Caseworker, Ruth", "ruth@elsewhere.example").ShouldBeTrue();
        book.IsNewAddressOf("Ruth Caseworker", "ruth@council.example").ShouldBeFalse();
        book.KnowsName("Mrs Ruth Caseworker MP").ShouldBeTrue();
        book.KnowsName("Ruth").ShouldBeFalse();
        book.Count.ShouldBe(2);
    }

    [Fact]
    public void A_person_in_both_parts_may_write_from_either_address_and_from_no_third()
    {
        var book = new ContactBook([("Ann Baker", "ann@baker.example")], Learned(("Ann Baker", "ann@home.example")));
        book.IsNewAddressOf("Ann Baker", "ann@baker.example").ShouldBeFalse();
        book.IsNewAddressOf("Ann Baker", "ann@home.example").ShouldBeFalse();
        book.IsNewAddressOf("Ann Baker", "ann@third.example").ShouldBeTrue();
    }

    [Fact]
    public void A_known_address_under_a_borrowed_name_is_still_noticed()
    {
        var book = new ContactBook([], Learned(("Ruth Caseworker", "ruth@council.example"), ("Tom Other", "tom@other.example")));
        book.IsNewAddressOf("Ruth Caseworker", "tom@other.example").ShouldBeTrue();
    }

    [Fact]
    public void Hashes_differ_by_key_and_kind_and_are_those_of_hmac_sha_256()
    {
        var other = new ContactHashes(new byte[32]);
        other.OfAddress("a@b.example").ShouldNotBe(Hashes.OfAddress("a@b.example"));
        // printf 'address\na@b.example' | openssl dgst -sha256 -mac HMAC -macopt hexkey:$(printf '%064d' 0)
        other.OfAddress(" A@B.example").ShouldBe("b5d6430464eefb9cc1712fc5d91e153b2c3db127f801dc1d2a551e117fbb92cc");
        Hashes.OfName("a@b.example").ShouldBeNull();
        Should.Throw<ArgumentException>(() => new ContactHashes(new byte[16]));
    }

    private static LearnedBook Learned(params (string Name, string Address)[] people) => new(Hashes, people.Select(p => (Hashes.OfAddress(p.Address), Hashes.OfName(p.Name) ?? "")));
}
