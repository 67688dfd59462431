using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>What to pull or import.</summary>
[DataContract]
public class ImagesCreateParameters
{
    [QueryStringParameter("fromImage", false)]
    public string FromImage { get; set; }

    [QueryStringParameter("fromSrc", false)]
    public string FromSrc { get; set; }

    [QueryStringParameter("repo", false)]
    public string Repo { get; set; }

    [QueryStringParameter("tag", false)]
    public string Tag { get; set; }

    [QueryStringParameter("platform", false)]
    public string Platform { get; set; }
}
