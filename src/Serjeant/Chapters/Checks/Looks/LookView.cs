using Serjeant.Mail.Links;
using Serjeant.Outside.Looking;

namespace Serjeant.Chapters.Checks.Looks;

/// <summary>What was seen behind a link, as a page shows it.</summary>
/// <param name="End">Where it ended, cut at what was registered; null where nothing came.</param>
public sealed record LookView(Look Look, ShownAddress? End);
