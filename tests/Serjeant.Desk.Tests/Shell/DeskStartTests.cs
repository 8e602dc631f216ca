using Serjeant.Shell.Hosting;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Shell;

public sealed class DeskStartTests
{
    [Theory]
    [InlineData("http://0.0.0.0:5480", "http://localhost:5480")]
    [InlineData("http://[::]:5480", "http://localhost:5480")]
    [InlineData("http://localhost:5480", "http://localhost:5480")]
    [InlineData("http://10.0.0.0:5480", "http://10.0.0.0:5480")]
    public void The_printed_address_is_one_that_a_browser_can_open(string bound, string printed) => DeskStart.Reachable(bound).ShouldBe(printed);
}
