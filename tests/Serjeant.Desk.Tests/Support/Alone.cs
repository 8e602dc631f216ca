using Xunit;

namespace Serjeant.Desk.Tests.Support;

/// <summary>For tests that measure the whole process: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
