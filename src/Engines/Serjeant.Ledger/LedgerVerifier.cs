namespace Serjeant.Ledger;

/// <summary>
/// Checks an exported ledger on its own, and against what is known from elsewhere (a pinned key, checkpoints that a witness
/// kept). Catches a row edited, taken out, put in or moved, the tail cut, an old backup put back, another ledger in its
/// place and two histories. It can't catch a program that wrote lies when they happened, and the report says so.
/// </summary>
public static class LedgerVerifier
{
    /// <summary>Reads the whole stream once; memory does not grow with it. Bad input becomes a problem in the report.</summary>
    public static async Task<LedgerReport> VerifyAsync(
        Stream export, LedgerVerifyOptions? options = null, CancellationToken cancellation = default)
    {
        var check = new LedgerCheck(options ?? new LedgerVerifyOptions());
        try
        {
            await foreach (var bytes in BoundedLines.ReadAsync(export, LedgerExportLine.MaxBytes, cancellation))
                check.Line(bytes);
        }
        catch (FormatException e)
        {
            check.Problem(e.Message + " The rest was not read.");
        }
        return check.Finish();
    }
}
