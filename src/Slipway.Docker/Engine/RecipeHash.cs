using System.Security.Cryptography;
using System.Text;
using Slipway.Containers;

namespace Slipway.Docker.Engine;

/// <summary>Names an image after everything that goes into it.</summary>
internal static class RecipeHash
{
    /// <summary>Twelve hexadecimal digits. A different Dockerfile, file or base image gives another value.</summary>
    /// <param name="recipe">What is built.</param>
    /// <param name="bases">The ids of the images that it is built on.</param>
    public static string Of(ImageRecipe recipe, IEnumerable<string> bases)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(recipe.Dockerfile);
        foreach (var file in recipe.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            Append(file.Key);
            Append(file.Value);
        }

        foreach (var (path, entry) in recipe.Folder is null ? [] : RecipeFolder.List(recipe.Folder))
        {
            Append(path);
            Append(RecipeFolder.Describe(entry));
            using var content = RecipeFolder.Open(entry);
            if (content is not null)
            {
                hash.AppendData(SHA256.HashData(content));
            }
        }

        foreach (var image in bases)
        {
            Append(image);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];

        void Append(string part)
        {
            // With its length in front, "ab" + "c" differs from "a" + "bc".
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }

    /// <summary>The images that a Dockerfile builds on; its own stages and the empty image are left out.</summary>
    public static IReadOnlyList<string> BasesOf(string dockerfile)
    {
        var stages = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "scratch" };
        List<string> bases = [];
        foreach (var line in dockerfile.Split('\n'))
        {
            var words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words is not [var instruction, ..] || !instruction.Equals("FROM", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var operands = words.Skip(1).Where(word => !word.StartsWith("--", StringComparison.Ordinal)).ToArray();
            if (operands is [var image, ..] && !stages.Contains(image) && !bases.Contains(image, StringComparer.Ordinal))
            {
                bases.Add(image);
            }

            if (operands is [_, var keyword, var stage] && keyword.Equals("AS", StringComparison.OrdinalIgnoreCase))
            {
                stages.Add(stage);
            }
        }

        return bases;
    }
}
