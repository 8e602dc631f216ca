using Serjeant.Data;

namespace Serjeant.Shell.Access;

/// <summary>What the session cookie of a request led to.</summary>
internal sealed record SessionFeature(SignInSession Session, Person Person, Office Office);
