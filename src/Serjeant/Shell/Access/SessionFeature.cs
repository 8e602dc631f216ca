using Serjeant.Data;

namespace Serjeant.Shell.Access;

/// <summary>What the cookie or token of a request led to: a session, or a paired browser.</summary>
internal sealed record SessionFeature(SignInSession? Session, PairedBrowser? Browser, Person Person, Office Office);
