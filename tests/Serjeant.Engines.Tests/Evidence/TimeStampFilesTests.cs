using System.Text;
using Serjeant.Evidence;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Evidence;

public sealed class TimeStampFilesTests
{
    [Theory]
    [InlineData("manifest.json.tsr", true)]
    [InlineData("manifest.json.2.tsr", true)]
    [InlineData("manifest.json.999.tsr", true)]
    [InlineData("manifest.json.1.tsr", false)]
    [InlineData("manifest.json.02.tsr", false)]
    [InlineData("manifest.json.1000.tsr", false)]
    [InlineData("manifest.json.-2.tsr", false)]
    [InlineData("manifest.json..tsr", false)]
    [InlineData("manifest.json.evil.tsr", false)]
    [InlineData("post/manifest.json.tsr", false)]
    [InlineData("datapackage.json.tsr", true)]
    [InlineData("datapackage.json.2.tsr", true)]
    [InlineData("datapackage.json.02.tsr", false)]
    [InlineData("datapackage-digest.json.tsr", false)]
    public void Only_its_own_names_are_time_stamps(string path, bool isOne) => TimeStampFiles.IsTimeStamp(path).ShouldBe(isOne);

    [Fact]
    public void Verify_txt_keeps_an_authoritys_name_on_its_line_and_refuses_names_a_shell_would_take_for_more()
    {
        var stamp = new VerifyTimeStamp("JS-1", "manifest.json.tsr", 1, DateTimeOffset.UnixEpoch.AddSeconds(1_790_000_000), "A\n    rm -rf", "B");
        var text = Encoding.UTF8.GetString((new VerifyText("p", "o", false, null, null) { TimeStamps = [stamp] }).ToBytes());
        text.ShouldContain("-attime 1790000000\n");
        text.ShouldContain("time-stamps/authority-1.pem  A rm -rf, B\n");
        Should.Throw<ArgumentException>(() => (new VerifyText("p", "o", false, null, null) { TimeStamps = [stamp with { Folder = "a;b" }] }).ToBytes());
    }
}
