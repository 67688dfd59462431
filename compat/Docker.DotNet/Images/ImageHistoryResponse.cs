using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>One step of an image's history.</summary>
[DataContract]
public class ImageHistoryResponse
{
    [DataMember(Name = "Id", EmitDefaultValue = false)]
    public string ID { get; set; }

    [DataMember(Name = "Comment", EmitDefaultValue = false)]
    public string Comment { get; set; }

    [DataMember(Name = "Created", EmitDefaultValue = false)]
    public DateTime Created { get; set; }

    [DataMember(Name = "CreatedBy", EmitDefaultValue = false)]
    public string CreatedBy { get; set; }

    /// <summary>Bytes.</summary>
    [DataMember(Name = "Size", EmitDefaultValue = false)]
    public long Size { get; set; }

    [DataMember(Name = "Tags", EmitDefaultValue = false)]
    public IList<string> Tags { get; set; }
}
