using CsCheck;
using Serjeant.Mail;
using Serjeant.Mail.Connections;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail;

public sealed class ConnectionTests
{
    [Theory]
    [InlineData("annleemp", "annleernp", true)]
    [InlineData("annleemp", "ann_lee_mp", true)]
    [InlineData("annleemp", "annieemp", true)]
    [InlineData("annleemp", "annleempofficial", true)]
    [InlineData("annleemp", "realannleemp", true)]
    [InlineData("annleemp", "annleemp2024", true)]
    [InlineData("annleemp", "annlemp", true)]
    [InlineData("annleemp", "annleeмp", true)]
    [InlineData("annleemp", "annleemp", false)]
    [InlineData("annleemp", "annabel", false)]
    [InlineData("annleemp", "annleempsfanclubofnorthborough", false)]
    [InlineData("jolee", "joles", false)]
    [InlineData("ann", "anm", false)]
    public void Account_names_that_could_be_taken_for_a_known_one_are_told_from_others(string known, string handle, bool imitates) =>
        LookAlike.Imitates(handle, known).ShouldBe(imitates);

    [Fact]
    public void An_impostor_of_the_politician_is_red_and_their_own_account_is_not()
    {
        var fake = new ConnectionRequest { Platform = "facebook", Handle = "annlee.mp.official", Name = "Ann Lее MP", Bio = "Official page", AgeDays = 4, Mutuals = 0 };
        ShippedMail.Judge.JudgeConnection(fake, ShippedMail.Office).Verdict.ShouldBe(Verdict.Red);
        var own = ShippedMail.Judge.JudgeConnection(new ConnectionRequest { Platform = "x", Handle = "@AnnLeeMP", Name = "Ann Lee MP", AgeDays = 4, Mutuals = 0 }, ShippedMail.Office);
        own.Verdict.ShouldBe(Verdict.None);
        own.Findings.ShouldHaveSingleItem().RuleId.ShouldBe("connection.is-known");
    }

    [Fact]
    public void What_they_write_is_judged_as_a_chat_is()
    {
        var chats = ShippedMail.Rules.Rules.SelectMany(r => r.Match).Where(s => !ShippedMail.IsMail(s) && ShippedMail.Connection(s) is null).ToArray();
        chats.Length.ShouldBeGreaterThan(10);
        foreach (var chat in chats)
        {
            var alone = ShippedMail.Judge.JudgeChat(chat, ShippedMail.Office).Findings.Select(f => f.RuleId);
            alone.Except(ShippedMail.Judge.JudgeConnection(new ConnectionRequest { Platform = "whatsapp", Handle = "x", Name = "Charlie", Says = chat }, ShippedMail.Office).Findings.Select(f => f.RuleId)).ShouldBeEmpty(chat);
        }
    }

    [Fact]
    public void Nobody_is_accused_for_a_short_or_common_name()
    {
        foreach (var name in new[] { "Ann", "Lee", "Ann Leeds", "Annie Lee", "Sam Lee", "Ann Marie Lee-Potter Smithson Jones Brown" })
            ShippedMail.Judge.JudgeConnection(new ConnectionRequest { Platform = "linkedin", Handle = "someone-else", Name = name, Bio = "Teacher in Leeds", AgeDays = 2_000, Mutuals = 20 }, ShippedMail.Office).Verdict.ShouldBe(Verdict.None, name);
    }

    [Fact]
    public void Any_profile_is_judged_without_fault_and_the_same_each_time() =>
        Gen.Select(Gen.String, Gen.String, Gen.String, Gen.String.Array[0, 5], Gen.Int[-5, 100_000].Nullable(), Gen.Int.Nullable()).Sample((handle, name, bio, links, age, mutuals) =>
        {
            var request = new ConnectionRequest { Platform = "x", Handle = handle, Name = name, Bio = bio, Links = links, AgeDays = age, Mutuals = mutuals };
            var first = ShippedMail.Judge.JudgeConnection(request, ShippedMail.Office);
            var again = ShippedMail.Judge.JudgeConnection(request, ShippedMail.Office);
            return first.Score == again.Score && first.Findings.All(f => f.Evidence.Count > 0);
        }, iter: 2_000);

    [Fact]
    public void Long_profiles_take_no_long_time()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        ShippedMail.Judge.JudgeConnection(new ConnectionRequest { Platform = "x", Handle = new string('a', 5_000), Name = string.Join(' ', Enumerable.Repeat("ann lee", 2_000)), Bio = new string('x', 200_000) }, ShippedMail.Office);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }
}
