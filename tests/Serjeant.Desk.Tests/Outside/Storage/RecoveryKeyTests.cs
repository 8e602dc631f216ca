using CsCheck;
using Serjeant.Outside.Storage;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Storage;

public sealed class RecoveryKeyTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Fact]
    public void A_printed_key_is_seven_groups_of_five_and_reads_back_however_it_is_typed()
    {
        var printed = RecoveryKey.Create().ToPrintedText();
        printed.ShouldMatch("^([0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{5}$");
        foreach (var typed in new[] { printed, printed.ToLowerInvariant(), printed.Replace("-", ""), " " + printed.Replace("-", " - ") + "\n", printed.Replace('0', 'o').Replace('1', 'l'), printed.Replace('1', 'I') })
        {
            RecoveryKey.TryParse(typed, out var key, out _).ShouldBeTrue(typed);
            key!.ToPrintedText().ShouldBe(printed);
        }
    }

    [Fact]
    public void Any_one_mistyped_character_is_caught_and_its_group_named() =>
        Gen.Select(Gen.Int[0, 34], Gen.Int[1, 31]).Sample((at, change) =>
        {
            var typed = RecoveryKey.Create().ToPrintedText().Replace("-", "").ToCharArray();
            typed[at] = Alphabet[(Alphabet.IndexOf(typed[at]) + change) % 32];
            RecoveryKey.TryParse(new string(typed), out _, out var problem).ShouldBeFalse();
            problem!.ShouldStartWith($"Group {(at / 5) + 1} ");
        }, iter: 500);

    [Fact]
    public void Two_swapped_groups_or_neighbours_are_caught() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6], Gen.Int[0, 3]).Sample((first, second, place) =>
        {
            var groups = RecoveryKey.Create().ToPrintedText().Split('-');
            var whole = string.Concat(groups);
            (groups[first], groups[second]) = (groups[second], groups[first]);
            if (string.Concat(groups) != whole)
                RecoveryKey.TryParse(string.Concat(groups), out _, out _).ShouldBeFalse();
            var letters = whole.ToCharArray();
            var at = (first * 5) + place;
            (letters[at], letters[at + 1]) = (letters[at + 1], letters[at]);
            RecoveryKey.TryParse(new string(letters), out _, out _).ShouldBe(letters[at] == letters[at + 1]);
        }, iter: 500);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ABCDE")]
    [InlineData("UUUUU-UUUUU-UUUUU-UUUUU-UUUUU-UUUUU-UUUUU")]
    [InlineData("€€€€€")]
    public void Nonsense_gets_a_sentence(string? typed)
    {
        RecoveryKey.TryParse(typed, out var key, out var problem).ShouldBeFalse();
        key.ShouldBeNull();
        problem.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void A_very_long_paste_is_refused_quickly()
    {
        RecoveryKey.TryParse(new string('7', 10_000_000), out _, out var problem).ShouldBeFalse();
        problem.ShouldNotBeNull();
    }

    [Fact]
    public void The_key_never_shows_itself_in_text() =>
        RecoveryKey.Create().ToString().ShouldBe("recovery key (not shown)");
}
