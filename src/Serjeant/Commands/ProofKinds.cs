using Serjeant.Evidence;
using Serjeant.Outside.Authentication;
using Serjeant.Outside.Lookups;

namespace Serjeant.Commands;

/// <summary>The author proofs that <c>verify</c> checks again. It asks nobody: the keys are in the proofs.</summary>
internal static class ProofKinds
{
    public static IReadOnlyList<IAuthorProofKind> Offline { get; } = [new DkimProofKind(new NoDomainNames())];
}
