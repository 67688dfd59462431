# Durable writing, for every program on the target that keeps something: what is written is on the disk once these return, and a crash at
# any moment leaves the old file or the new one. They die with the file's name and the system's reason. This part stands behind the program
# that needs it.
use strict;
use warnings;
use Fcntl qw(O_WRONLY O_CREAT O_EXCL O_RDONLY);
use IO::Handle;

sub folder_of { return $_[0] =~ m{^(.*)/[^/]*$}s ? ($1 eq '' ? '/' : $1) : '.' }

# Names that were added to a folder, or taken from it.
sub sync_folder {
    my ($folder) = @_;
    sysopen(my $handle, $folder, O_RDONLY) or die "$folder: $!\n";
    $handle->sync or die "$folder: $!\n";
}

# Bytes, at the place where the handle is; the name is for the reason.
sub write_synced {
    my ($handle, $content, $name) = @_;
    my $done = 0;
    while ($done < length $content) {
        my $count = syswrite($handle, $content, length($content) - $done, $done) // die "$name: $!\n";
        $done += $count;
    }
    $handle->sync or die "$name: $!\n";
}

# A new file. Its name is durable once its folder is synced.
sub create_synced {
    my ($path, $mode, $content) = @_;
    sysopen(my $file, $path, O_WRONLY | O_CREAT | O_EXCL, $mode) or die "$path: $!\n";
    write_synced($file, $content, $path);
    close($file) or die "$path: $!\n";
}

# Takes the place of what has this name.
sub rename_synced {
    my ($from, $to) = @_;
    rename($from, $to) or die "$to: $!\n";
    sync_folder(folder_of($to));
}

# A file as a whole.
sub replace_synced {
    my ($path, $mode, $content) = @_;
    my $new = "$path.new";
    # What a writer that was cut off has left may have another mode, or be readable only.
    unlink($new);
    create_synced($new, $mode, $content);
    rename_synced($new, $path);
}
