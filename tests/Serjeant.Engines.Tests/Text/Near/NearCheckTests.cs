using CsCheck;
using Serjeant.Text.Near;
using Shouldly;

namespace Serjeant.Engines.Tests.Text.Near;

public sealed class NearCheckTests
{
    private const string Post = "The council sold the old library in Linden and now every pensioner waits two hours for the bus";
    private const string Letter =
        "Dear Alex, I am writing to ask you to speak up for the bus to the clinic. It is the only way for people without a car to see a doctor, and the new timetable "
        + "leaves them waiting in the cold. Please ask the minister to keep the morning service. I look forward to hearing what you will do. Yours sincerely, ";

    [Theory]
    [InlineData("The council sold the old market in Linden and now every pensioner waits two hours for the bus")]
    [InlineData("The council has sold the old library in Linden and now every pensioner waits two hours for the bus")]
    [InlineData("The council sold the library in Linden and now every pensioner waits two hours for the bus")]
    [InlineData("@alex @bbc THE COUNCIL SOLD the old library in Lindеn, and now every pensioner waits two hours for the bus!!! 🚌 https://a.example")]
    public void One_word_name_or_emoji_changed_is_the_same(string copy) => Same(Post, copy).ShouldBeTrue();

    [Theory]
    [InlineData("You are a liar", "You are a hero")]
    [InlineData("I will vote for you", "I will not vote for you")]
    [InlineData("I will vote for you", "I will vote against you")]
    [InlineData("Where is the bus stop", "Where is the tax office")]
    [InlineData("See you on Friday", "See you on Saturday")]
    [InlineData("", "You are a liar")]
    public void Few_words_are_the_same_only_when_all_are(string one, string other) => Same(one, other).ShouldBeFalse();

    [Theory]
    [InlineData("You are a liar", "you are a LIAR!!! 😂")]
    [InlineData("You are a liar", "@alex you really are a liar 🔥")]
    public void Fillers_and_harmless_emoji_change_nothing(string one, string other) => Same(one, other).ShouldBeTrue();

    [Theory]
    [InlineData("The council never sold the old library in Linden and now every pensioner waits two hours for the bus")]
    [InlineData("The council sold the old library in Linden and now every pensioner waits six hours for the bus")]
    [InlineData("The council sold the old library in Linden and now every pensioner waits two hours for the knife")]
    [InlineData("The council sold the old library in Linden and now every liar waits two hours for the bus")]
    [InlineData("The council sold the old library in Linden and now every pensioner waits two hours for the bus 🔪")]
    [InlineData("The council sold the old library in Linden and now every pensioner waits two hours for the bus. I will kill you.")]
    public void A_word_that_turns_the_meaning_is_never_a_small_change(string twin) => Same(Post, twin).ShouldBeFalse();

    [Fact]
    public void A_letter_may_have_another_name_and_a_sentence_of_its_writers_own() =>
        Same(Letter + "Rosa Hill, 14 Alder Rise, QX4 7BT",
            Letter.Replace("Please ask", "My mother is 84 and has not missed an appointment in years until now. Please ask", StringComparison.Ordinal) + "Samir Khan, QX5 1AA").ShouldBeTrue();

    [Fact]
    public void A_letter_turned_round_is_another_letter() =>
        Same(Letter, Letter.Replace("ask the minister", "do not ask the minister", StringComparison.Ordinal)).ShouldBeFalse();

    [Fact]
    public void A_threat_put_into_a_letter_makes_another_letter() =>
        Same(Letter, Letter + "If you say no then somebody will come to your house and stab you.").ShouldBeFalse();

    [Fact]
    public void Letters_that_only_begin_and_end_alike_are_not_the_same() =>
        Same("I am writing to you as my member of parliament. The harbour wall at Welby has cracked and boats break loose in each storm, which the insurers won't pay for. I look forward to your reply.",
            "I am writing to you as my member of parliament. Our school has lost its music teacher and children who play brass share one trumpet between nine of them. I look forward to your reply.").ShouldBeFalse();

    [Fact]
    public void It_is_the_same_whichever_comes_first_and_whatever_the_key() =>
        Gen.Select(Gen.Int[0, 6].Array[0, 40], Gen.Int[0, 6].Array[0, 40], Gen.ULong, Gen.ULong).Sample((one, other, a, b) =>
        {
            string Words(int[] chosen) => string.Join(' ', chosen.Select(i => new[] { "bus", "park", "not", "seven", "river", "hero", "kill" }[i]));
            var same = Same(Words(one), Words(other));
            return same == Same(Words(other), Words(one)) && same == Same(Words(one), Words(other), new NearKey(a, b));
        }, iter: 3000);

    [Fact]
    public void Every_text_is_the_same_as_itself() =>
        Gen.String.Sample(text => NearText.Of(text, default) is not { } near || NearCheck.Same(near, NearText.Of(new string(text), default)!), iter: 2000);

    private static bool Same(string one, string other, NearKey? key = null) =>
        NearText.Of(one, key ?? new NearKey(1, 2)) is { } a && NearText.Of(other, key ?? new NearKey(1, 2)) is { } b && NearCheck.Same(a, b);
}
