/* SPDX-License-Identifier: ISC */
/* Texts of the error numbers that a tender can meet. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct {
    int number;
    const char *text;
} messages[] = {
    { EPERM, "Operation not permitted" },
    { ENOENT, "No such file or directory" },
    { EINTR, "Interrupted system call" },
    { EIO, "Input/output error" },
    { ENXIO, "No such device or address" },
    { E2BIG, "Argument list too long" },
    { EBADF, "Bad file descriptor" },
    { EAGAIN, "Resource temporarily unavailable" },
    { ENOMEM, "Cannot allocate memory" },
    { EACCES, "Permission denied" },
    { EFAULT, "Bad address" },
    { EBUSY, "Device or resource busy" },
    { EEXIST, "File exists" },
    { ENODEV, "No such device" },
    { ENOTDIR, "Not a directory" },
    { EISDIR, "Is a directory" },
    { EINVAL, "Invalid argument" },
    { EMFILE, "Too many open files" },
    { ENFILE, "Too many open files in system" },
    { ENOTTY, "Inappropriate ioctl for device" },
    { EFBIG, "File too large" },
    { ENOSPC, "No space left on device" },
    { ESPIPE, "Illegal seek" },
    { EROFS, "Read-only file system" },
    { EPIPE, "Broken pipe" },
    { ENAMETOOLONG, "File name too long" },
    { ENOSYS, "Function not implemented" },
    { ELOOP, "Too many levels of symbolic links" },
    { EBADFD, "File descriptor in bad state" },
    { EOPNOTSUPP, "Operation not supported" },
    { ENETDOWN, "Network is down" },
    { ENOBUFS, "No buffer space available" },
    { EOVERFLOW, "Value too large for defined data type" },
    { ETIMEDOUT, "Connection timed out" },
};

char *strerror(int number)
{
    static char other[32];
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++)
        if (messages[i].number == number)
            return (char *)messages[i].text;
    snprintf(other, sizeof other, "Error %d", number);
    return other;
}
