using Serjeant.Mail.Forwarding;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail.Forwarding;

/// <summary>Rules of Microsoft 365 and Gmail, in the shapes that their documentation shows.</summary>
public sealed class CloudRulesTests
{
    private static readonly Dictionary<string, string> Folders = new() { ["AAA="] = "RSS Feeds", ["BBB="] = "Casework", ["CCC="] = "Deleted Items" };

    [Theory]
    [InlineData("""{"forwardTo":[{"emailAddress":{"name":"x","address":"x@evil.example"}}],"stopProcessingRules":true}""", RuleHarm.Forward)]
    [InlineData("""{"forwardAsAttachmentTo":[{"emailAddress":{"address":"x@evil.example"}}]}""", RuleHarm.Forward)]
    [InlineData("""{"redirectTo":[{"emailAddress":{"address":"x@evil.example"}}],"delete":true}""", RuleHarm.Redirect)]
    [InlineData("""{"delete":true}""", RuleHarm.Delete)]
    [InlineData("""{"permanentDelete":true}""", RuleHarm.Delete)]
    [InlineData("""{"moveToFolder":"CCC="}""", RuleHarm.Delete)]
    [InlineData("""{"markAsRead":true,"moveToFolder":"BBB="}""", RuleHarm.Hide)]
    [InlineData("""{"moveToFolder":"AAA="}""", RuleHarm.Hide)]
    [InlineData("""{"moveToFolder":"BBB="}""", null)]
    [InlineData("""{"assignCategories":["Red"],"markImportance":"high","stopProcessingRules":true,"delete":false,"forwardTo":[]}""", null)]
    [InlineData("""{"copyToFolder":"BBB="}""", null)]
    public void Microsoft(string actions, RuleHarm? expected)
    {
        var page = """{"@odata.context":"x","value":[{"id":"A","displayName":".","sequence":1,"isEnabled":true,"hasError":false,"conditions":{"subjectContains":["invoice","bank"],"fromAddresses":[{"emailAddress":{"address":"a@b.example"}}],"sentToMe":false},"actions":""" + actions + "}]}";
        var found = HiddenRules.Find(MicrosoftRules.Read(page, Folders));
        found.Select(f => (RuleHarm?)f.Harm).ShouldBe(expected is null ? [] : [expected]);
        if (expected is not null) found[0].Words.ShouldStartWith("A message where subject contains “invoice” or “bank” and from addresses “a@b.example” ");
        MicrosoftRules.FoldersIn(page).Count.ShouldBe(actions.Contains("moveToFolder", StringComparison.Ordinal) ? 1 : 0);
    }

    [Theory]
    [InlineData("null", """{"fromAddresses":[{"emailAddress":{"address":"boss@b.example"}}],"sentToMe":false,"importance":"high","isEncrypted":true}""", "Every message, except where from addresses “boss@b.example” or importance “high” or is encrypted, is deleted.")]
    [InlineData("""{"subjectContains":["bank"]}""", """{"bodyContains":["lunch","tea"]}""", "A message where subject contains “bank”, except where body contains “lunch” or “tea”, is deleted.")]
    [InlineData("""{"subjectContains":["bank"]}""", """{"bodyContains":[],"hasAttachments":null}""", "A message where subject contains “bank” is deleted.")]
    [InlineData("""{"subjectContains":["bank"]}""", "null", "A message where subject contains “bank” is deleted.")]
    [InlineData("""{"subjectContains":["bank"]}""", "[1]", "A message where subject contains “bank” is deleted.")]
    public void Exceptions_of_a_rule_are_told(string conditions, string exceptions, string expected) =>
        HiddenRules.Find(MicrosoftRules.Read("""{"value":[{"displayName":"x","isEnabled":true,"conditions":""" + conditions + ""","exceptions":""" + exceptions + ""","actions":{"delete":true}}]}""", Folders)).Single().Words.ShouldBe(expected);

    [Theory]
    [InlineData("""{"forward":"x@evil.example"}""", RuleHarm.Forward)]
    [InlineData("""{"forward":"x@evil.example","removeLabelIds":["INBOX"]}""", RuleHarm.Redirect)]
    [InlineData("""{"addLabelIds":["TRASH"]}""", RuleHarm.Delete)]
    [InlineData("""{"removeLabelIds":["UNREAD"]}""", RuleHarm.Hide)]
    [InlineData("""{"removeLabelIds":["INBOX"]}""", RuleHarm.Hide)]
    [InlineData("""{"addLabelIds":["SPAM"]}""", RuleHarm.Hide)]
    [InlineData("""{"addLabelIds":["Label_1"],"removeLabelIds":["INBOX"]}""", null)]
    [InlineData("""{"addLabelIds":["STARRED","IMPORTANT"]}""", null)]
    [InlineData("""{"removeLabelIds":["SPAM"]}""", null)]
    public void Google(string action, RuleHarm? expected)
    {
        var filters = """{"filter":[{"id":"A","criteria":{"from":"bank.example","query":"has:attachment"},"action":""" + action + "}]}";
        var found = HiddenRules.Find(GoogleRules.Read(filters, "{\"enabled\":false}", "{}", """{"labels":[{"id":"Label_1","name":"Casework"},{"id":"INBOX","name":"INBOX"}]}"""));
        found.Select(f => (RuleHarm?)f.Harm).ShouldBe(expected is null ? [] : [expected]);
        if (expected is not null) found[0].Words.ShouldStartWith("A message where From is “bank.example” and it fits the search “has:attachment” ");
    }

    [Fact]
    public void Forwarding_of_all_mail_and_addresses_that_wait_to_be_used_are_told()
    {
        var found = HiddenRules.Find(GoogleRules.Read("{}", """{"enabled":true,"emailAddress":"x@evil.example","disposition":"trash"}""", """{"forwardingAddresses":[{"forwardingEmail":"x@evil.example","verificationStatus":"accepted"},{"forwardingEmail":"y@evil.example","verificationStatus":"pending"}]}""", "{}"));
        found.Select(f => (f.Harm, f.Rule.Active, f.Words)).ShouldBe([
            (RuleHarm.Redirect, true, "Every message is sent to x@evil.example instead of to the inbox."),
            (RuleHarm.Forward, false, "Every message is also sent to y@evil.example."),
        ]);
        HiddenRules.Find(GoogleRules.Read("""{"filter":[{"criteria":{"query":"list:news.example"},"action":{"removeLabelIds":["INBOX","UNREAD"]}}]}""", "{}", "{}", "{}")).ShouldBeEmpty();
        HiddenRules.Find(GoogleRules.Read("""{"filter":[{"criteria":{"query":"list:news.example OR bank"},"action":{"removeLabelIds":["UNREAD"]}}]}""", "{}", "{}", "{}")).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"value\":")]
    public void What_is_no_answer_is_told(string text) => Should.Throw<FormatException>(() => MicrosoftRules.Read(text, Folders));

    [Theory]
    [InlineData("""{"value":[1,null,"x",{"actions":[]},{"actions":{"forwardTo":"x"}},{"isEnabled":"yes","conditions":[],"actions":{"forwardTo":[null,{}]}}]}""")]
    [InlineData("""{"filter":[1,null,{"action":{"addLabelIds":[1,{}]}}],"value":{}}""")]
    public void Odd_shapes_break_nothing(string text)
    {
        MicrosoftRules.Read(text, Folders).Count.ShouldBeLessThanOrEqualTo(1);
        GoogleRules.Read(text, text, text, text).ShouldNotBeNull();
    }
}
