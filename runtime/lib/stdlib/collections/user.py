# SPDX-License-Identifier: ISC
# collections.UserDict, UserList and UserString. The built-in types can be subclassed;
# these keep what they hold in the attribute `data`.


class UserDict(dict):
    @property
    def data(self):
        return self


class UserList(list):
    @property
    def data(self):
        return self


class UserString(str):
    @property
    def data(self):
        return str(self)
