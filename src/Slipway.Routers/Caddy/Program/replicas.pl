# Which replicas the state in force admits, and where each of them is. For the container's first process, and for the bridge:
#   seen <slot> <replica> <address> -> where a replica is from now on
use strict;
use warnings;
our $home = '/var/lib/slipway';
our $run = '/run/slipway';

sub slot_of {
    my $slot = $_[0] // '';
    return $slot =~ /^(?:blue|green)\z/ ? $slot : die "there is no slot '$slot'\n";
}

sub make_folder {
    my ($path) = @_;
    return if -d $path;
    (my $parent = $path) =~ s{/[^/]*$}{};
    make_folder($parent);
    mkdir($path) || -d $path or die "$path: $!\n";
}

sub entries {
    my ($path) = @_;
    opendir(my $folder, $path) or return ();
    return sort grep { !/^\.\.?$/ } readdir($folder);
}

sub remove_tree {
    my ($path) = @_;
    if (-d $path && !-l $path) {
        remove_tree("$path/$_") for entries($path);
        rmdir($path);
    } else {
        unlink($path);
    }
}

# The one file of a state whose name is the state.
sub words { return grep { /^m[01],/ } entries($_[0]) }

# The replicas of each slot that the state in force names: <container>@<port>.
sub admitted {
    my ($word) = words("$home/live");
    my %tables;
    @tables{qw(blue green)} = ($word // '') =~ /,b([0-9a-f]*),g([0-9a-f]*)/;
    return map { $_ => [entries("$home/tables/$tables{$_}/replicas")] } grep { $tables{$_} } keys %tables;
}

sub on_seen {
    my ($slot, $replica, $address) = (slot_of($_[0]), @_[1, 2]);
    my $folder = "$run/replicas/$slot/$replica";
    make_folder($folder);
    my @known = entries($folder);
    return '' if @known == 1 && $known[0] eq $address;
    # The new one first: there is an address at any moment.
    open(my $file, '>', "$folder/$address") or die "$folder: $!\n";
    close($file);
    unlink("$folder/$_") for grep { $_ ne $address } entries($folder);
    return '';
}
1;
