namespace Serjeant.Evidence;

/// <summary>
/// Checks each author proof again, offline: that the file it is about is the one in the exhibit, and that its signatures come to what the proof says with the
/// keys that it holds. That these were the signer's keys at the time rests on who was asked; the ledger and the time-stamp show when that was.
/// </summary>
internal static class AuthorProofCheck
{
    /// <param name="exhibit">The folder of the exhibit that holds the signed file, with its slash, or empty.</param>
    public static async Task<CheckedProof> CheckAsync(HashedTree tree, string path, string exhibit, IReadOnlyList<IAuthorProofKind> kinds, CancellationToken cancellation)
    {
        var named = AuthorProof.KindOf(path);
        try
        {
            var proof = AuthorProof.Parse(await tree.ReadAsync(path, AuthorProof.MaxBytes, cancellation));
            var signed = exhibit + proof.File;
            if (proof.Kind != named)
                return Different("Its name and what is in it are of two kinds.");
            if (!tree.Has(signed) || await tree.HashAsync(signed, cancellation) != proof.Sha256)
                return Different("The file that it is about is not here, or not as it was.");
            if (kinds.FirstOrDefault(k => k.Name == named) is not { } kind)
                return new CheckedProof(path, named, ProofCheck.UnknownKind, [], "This program does not know proofs of that kind; it was not checked again.");
            if (proof.Problem is null && await ProblemAsync(kind, proof, await tree.ReadAsync(signed, AuthorProof.MostSignedBytes, cancellation), cancellation) is { } problem)
                return Different(problem);
            return proof.Problem is not null && proof.Signatures.Count > 0
                ? Different("It says that nothing could be checked, and names signatures all the same.")
                : new CheckedProof(path, named, ProofCheck.Same, [.. kind.Say(proof)], null);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return Different(e.Message);
        }

        CheckedProof Different(string why) => new(path, named, ProofCheck.Different, [], why);
    }

    private static async Task<string?> ProblemAsync(IAuthorProofKind kind, AuthorProof proof, byte[] signed, CancellationToken cancellation)
    {
        IReadOnlyList<AuthorSignature> again;
        try
        {
            again = await kind.CheckAsync(signed, proof.CheckedAt, proof.HeldKeys(), cancellation);
        }
        catch (FormatException)
        {
            again = [];
        }
        if (again.Count != proof.Signatures.Count)
            return $"It tells of {proof.Signatures.Count} signatures, and the file has {again.Count}.";
        for (var i = 0; i < again.Count; i++)
        {
            var (then, now) = (proof.Signatures[i], again[i]);
            if (!Same(then, now))
                return $"Signature {i + 1} does not come to what it says: {now.Reason}.";
        }
        return null;
    }

    // What was missing then (a key that nobody published, or that could not be asked for) is missing now, and can't come out the same way.
    private static bool Same(AuthorSignature then, AuthorSignature now) =>
        then.Signer == now.Signer && then.KeyName == now.KeyName && then.Algorithm == now.Algorithm && then.SignedAt == now.SignedAt && then.Covers.SequenceEqual(now.Covers)
        && (then.State == now.State || (then.KeyRecord is null && then.State is not (AuthorProofState.Pass or AuthorProofState.Fail) && now.State == AuthorProofState.NotChecked));
}
